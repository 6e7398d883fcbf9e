package org.qgate.qrng.internal.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.error.StoreError;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.qrng.internal.flow.BatchHeader;

/** What outlives a process, a crash, and an update. */
class FleetKeepingTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private long lastOpenedAt() {
        return lab.opened.get(lab.opened.size() - 1);
    }

    private void awaitBytes(int more) {
        int had = lab.minted.size();
        lab.await("bytes", () -> lab.minted.size() >= had + more);
    }

    private void assertNoWindowTwice() {
        Set<Long> numbers = new HashSet<>();
        for (BatchHeader each : lab.minted) {
            assertTrue(numbers.add(each.window()), "window " + each.window() + " twice");
        }
    }

    @Test
    void shouldGoOnExactlyWhereItStopped() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        awaitBytes(3);
        lab.fleet.close();
        long windows = lab.fleet.device("one").windows();
        lab.begin();
        lab.await("one", DeviceState.HEALTHY);
        assertEquals(windows * 4_096, lastOpenedAt(), "what lay in a window begun is read again: nobody had it");
        awaitBytes(3);
        DeviceInfo info = lab.fleet.device("one");
        assertTrue(info.samples() > windows * 4_096, "numbers go on");
        assertNoWindowTwice();
    }

    /** A crash: nothing is written any more from one moment on, and the next process begins with what was durable. */
    @Test
    void shouldNeverReadTwiceAfterACrash() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        for (int i = 0; i < 5; i++) {
            awaitBytes(1 + i);
            lab.store.full(true);
            lab.fleet.close();
            long given = source.given;
            lab.store.full(false);
            lab.begin();
            lab.await("one", DeviceState.HEALTHY);
            assertTrue(lastOpenedAt() >= given - 4_096, "opened at " + lastOpenedAt() + ", given " + given);
            source.given = lastOpenedAt() + 11 * 4_096;
            awaitBytes(2);
        }
        assertNoWindowTwice();
    }

    @Test
    void shouldReadNothingThatCouldNotBeReserved() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.store.full(true);
        long ahead = 5 * 40_960 + 4_096;
        long[] seen = {source.given};
        lab.await("it stops", () -> {
            lab.pass(1);
            boolean same = seen[0] == source.given && lab.fleet.device("one").windows() * 4_096 + 8_192 > source.given;
            seen[0] = source.given;
            return same && source.given > ahead / 2;
        });
        lab.fleet.close();
        lab.store.full(false);
        lab.begin();
        lab.await("one", DeviceState.HEALTHY);
        assertTrue(lastOpenedAt() >= seen[0] - 4_096, lastOpenedAt() + " after " + seen[0]);
    }

    @Test
    void shouldKeepAQuarantineAndItsAlertOverARestart() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        source.fault = (into, offset, length) -> {
            Arrays.fill(into, offset, offset + length, (byte) 9);
            return length;
        };
        lab.await("one", DeviceState.QUARANTINED);
        source.fault = null;
        lab.fleet.close();
        List<String> before = lab.fleet.alerts().stream().map(Alert::cause).toList();
        lab.begin();
        lab.await("opened", () -> lab.fleet.device("one").windows() > 0);
        assertEquals(DeviceState.QUARANTINED, lab.fleet.device("one").state());
        assertEquals(before, lab.fleet.alerts().stream().map(Alert::cause).toList());
        assertEquals(1, lab.fleet.device("one").quarantines());
        lab.fleet.release("one");
        lab.await("one", DeviceState.HEALTHY);
    }

    @Test
    void shouldKnowASerialNumberOverARestart() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.fleet.close();
        source.identity = new SourceIdentity("Lab", "F1", "stranger", "1.0", false);
        lab.begin();
        lab.await("one", DeviceState.QUARANTINED);
        assertEquals(QrngError.IDENTITY_CHANGED.id(), lab.fleet.alerts().get(0).code());
    }

    @Test
    void shouldStayHealthyOverAnUpdate() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        awaitBytes(2);
        for (int i = 0; i < 5; i++) {
            Fleet old = lab.fleet;
            byte[] state = old.freeze();
            int had = lab.minted.size();
            DeviceInfo before = old.device("one");
            Fleet next = lab.make();
            next.adopt(state);
            lab.fleet = next;
            DeviceInfo after = next.device("one");
            assertEquals(had, lab.minted.size(), "nothing leaves between");
            assertEquals(DeviceState.HEALTHY, after.state());
            assertEquals(before.samples(), after.samples());
            assertEquals(before.windows(), after.windows());
            assertEquals(before.sinceWallMs(), after.sinceWallMs());
            next.start();
            old.close();
            awaitBytes(2);
            assertEquals(DeviceState.HEALTHY, next.device("one").state());
            assertEquals(before.sinceWallMs(), next.device("one").sinceWallMs(), "no start-up tests between");
        }
        assertNoWindowTwice();
        assertTrue(source.given > 0);
        assertEquals(List.of(), lab.fleet.alerts());
    }

    @Test
    void shouldGoOnAfterAnUpdateThatFailed() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        awaitBytes(2);
        byte[] state = lab.fleet.freeze();
        lab.fleet.adopt(state);
        lab.fleet.start();
        awaitBytes(2);
        assertEquals(DeviceState.HEALTHY, lab.fleet.device("one").state());
        assertNoWindowTwice();
    }

    /** A quarantine that nobody could write down yet goes over an update, too. */
    @Test
    void shouldGiveAlertsAwayThatAreNotKeptYet() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.store.full(true);
        try {
            lab.fleet.quarantine("one", "by hand");
        } catch (QGateException full) {
            assertEquals(StoreError.class, full.code().getClass());
        }
        byte[] state = lab.fleet.freeze();
        Fleet old = lab.fleet;
        lab.fleet = lab.make();
        lab.fleet.adopt(state);
        old.close();
        assertEquals("by hand", lab.fleet.alerts().get(0).cause());
        assertEquals(DeviceState.QUARANTINED, lab.fleet.device("one").state());
        lab.store.full(false);
        lab.fleet.start();
        lab.await("kept", () -> new Ledger(() -> lab.store).alerts().size() == 1);
    }
}
