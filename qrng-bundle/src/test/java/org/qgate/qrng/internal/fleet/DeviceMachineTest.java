package org.qgate.qrng.internal.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.api.qrng.DeviceState.DEAD;
import static org.qgate.api.qrng.DeviceState.HEALTHY;
import static org.qgate.api.qrng.DeviceState.INIT;
import static org.qgate.api.qrng.DeviceState.QUARANTINED;
import static org.qgate.api.qrng.DeviceState.STARTUP;
import static org.qgate.api.qrng.DeviceState.SUSPECT;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.DeviceState;
import org.qgate.qrng.internal.flow.Finding;
import org.qgate.qrng.internal.flow.WindowStatistics;
import org.qgate.qrng.internal.flow.WindowVerdict;
import org.qgate.sim.SimSeeds;

/** Every state with every event, and what a device may come to over time. */
class DeviceMachineTest {
    private static final int START = 8_192;
    private static final int WINDOW = 4_096;
    private static final long SECOND = 1_000_000_000L;
    private static final Finding SEVERE = new Finding(QrngError.PROPORTION, "too often", true);
    private static final Finding OTHER = new Finding(QrngError.IDENTITY_CHANGED, "another", true);
    private static final Finding STALL = new Finding(QrngError.STALL, "nothing", true);

    private long number;

    private static WindowVerdict verdict(Finding... findings) {
        return new WindowVerdict(List.of(findings), new WindowStatistics(WINDOW, 1, 5, 10, 20));
    }

    private DeviceEvent window(Finding... findings) {
        return new DeviceEvent.Window(number++, WINDOW, verdict(findings));
    }

    private static Finding mild() {
        return new Finding(QrngError.REPETITION, "five in a row", false);
    }

    private Map<String, DeviceEvent> events() {
        Map<String, DeviceEvent> all = new TreeMap<>();
        all.put("opening", new DeviceEvent.Opening());
        all.put("opened", new DeviceEvent.Opened());
        all.put("clean", window());
        all.put("mild", window(mild()));
        all.put("severe", window(SEVERE));
        all.put("fault", new DeviceEvent.Fault(OTHER, Long.MAX_VALUE));
        all.put("gone", new DeviceEvent.Gone(STALL, false));
        all.put("ordered", new DeviceEvent.Ordered("no trust"));
        all.put("release", new DeviceEvent.Release());
        all.put("retest", new DeviceEvent.Retest());
        all.put("tick", new DeviceEvent.Tick());
        return all;
    }

    /** A machine brought to a state on the way that a device takes. */
    private DeviceMachine in(DeviceState state) {
        DeviceMachine machine = new DeviceMachine(START, 1);
        number = 0;
        if (state == INIT) {
            return machine;
        }
        machine.apply(new DeviceEvent.Opening(), 0);
        machine.apply(new DeviceEvent.Opened(), 0);
        if (state == STARTUP) {
            return machine;
        }
        machine.apply(window(), 0);
        machine.apply(window(), 0);
        switch (state) {
            case SUSPECT -> machine.apply(window(mild()), 0);
            case QUARANTINED -> machine.apply(window(SEVERE), 0);
            case DEAD -> machine.apply(new DeviceEvent.Gone(STALL, false), 0);
            default -> {}
        }
        assertEquals(state, machine.state());
        return machine;
    }

    /** State, event → state, effects. */
    private static final Map<DeviceState, Map<String, String>> TABLE = Map.of(
            INIT,
            Map.ofEntries(
                    Map.entry("opening", "INIT []"),
                    Map.entry("opened", "STARTUP [RESET]"),
                    Map.entry("clean", "INIT []"),
                    Map.entry("mild", "INIT []"),
                    Map.entry("severe", "INIT []"),
                    Map.entry("fault", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("gone", "DEAD [ALERT, CLOSE]"),
                    Map.entry("ordered", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("release", "INIT []"),
                    Map.entry("retest", "INIT []"),
                    Map.entry("tick", "INIT []")),
            STARTUP,
            Map.ofEntries(
                    Map.entry("opening", "STARTUP []"),
                    Map.entry("opened", "STARTUP []"),
                    Map.entry("clean", "STARTUP []"),
                    Map.entry("mild", "STARTUP [DISCARD]"),
                    Map.entry("severe", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("fault", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("gone", "DEAD [ALERT, CLOSE]"),
                    Map.entry("ordered", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("release", "STARTUP []"),
                    Map.entry("retest", "STARTUP [RESET]"),
                    Map.entry("tick", "STARTUP []")),
            HEALTHY,
            Map.ofEntries(
                    Map.entry("opening", "HEALTHY []"),
                    Map.entry("opened", "HEALTHY []"),
                    Map.entry("clean", "HEALTHY [USE]"),
                    Map.entry("mild", "SUSPECT [DISCARD]"),
                    Map.entry("severe", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("fault", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("gone", "DEAD [ALERT, CLOSE]"),
                    Map.entry("ordered", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("release", "HEALTHY []"),
                    Map.entry("retest", "STARTUP [RESET]"),
                    Map.entry("tick", "HEALTHY []")),
            SUSPECT,
            Map.ofEntries(
                    Map.entry("opening", "SUSPECT []"),
                    Map.entry("opened", "SUSPECT []"),
                    Map.entry("clean", "SUSPECT [USE]"),
                    Map.entry("mild", "SUSPECT [DISCARD]"),
                    Map.entry("severe", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("fault", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("gone", "DEAD [ALERT, CLOSE]"),
                    Map.entry("ordered", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("release", "SUSPECT []"),
                    Map.entry("retest", "STARTUP [RESET]"),
                    Map.entry("tick", "SUSPECT []")),
            QUARANTINED,
            Map.ofEntries(
                    Map.entry("opening", "QUARANTINED []"),
                    Map.entry("opened", "QUARANTINED []"),
                    Map.entry("clean", "QUARANTINED []"),
                    Map.entry("mild", "QUARANTINED []"),
                    Map.entry("severe", "QUARANTINED []"),
                    Map.entry("fault", "QUARANTINED []"),
                    Map.entry("gone", "QUARANTINED [CLOSE]"),
                    Map.entry("ordered", "QUARANTINED []"),
                    Map.entry("release", "STARTUP [RESET]"),
                    Map.entry("retest", "QUARANTINED []"),
                    Map.entry("tick", "QUARANTINED []")),
            DEAD,
            Map.ofEntries(
                    Map.entry("opening", "INIT []"),
                    Map.entry("opened", "STARTUP [RESET]"),
                    Map.entry("clean", "DEAD []"),
                    Map.entry("mild", "DEAD []"),
                    Map.entry("severe", "DEAD []"),
                    Map.entry("fault", "DEAD []"),
                    Map.entry("gone", "DEAD [ALERT, CLOSE]"),
                    Map.entry("ordered", "QUARANTINED [DISCARD, QUARANTINE]"),
                    Map.entry("release", "INIT []"),
                    Map.entry("retest", "DEAD []"),
                    Map.entry("tick", "DEAD []")));

    @Test
    void shouldDoAsTheTableSaysInEveryStateAtEveryEvent() {
        for (DeviceState state : DeviceState.values()) {
            for (String name : events().keySet()) {
                DeviceMachine machine = in(state);
                Set<DeviceEffect> effects = machine.apply(events().get(name), SECOND);
                String wanted = TABLE.get(state).get(name);
                String happened = machine.state() + " " + (effects.isEmpty() ? "[]" : EnumSet.copyOf(effects));
                assertEquals(wanted, happened, state + " at " + name);
            }
        }
    }

    @Test
    void shouldUseNothingBeforeEnoughStartUpSamplesWereClean() {
        DeviceMachine machine = in(STARTUP);
        assertEquals(Set.of(), machine.apply(window(), 0));
        assertEquals(Set.of(DeviceEffect.DISCARD), machine.apply(window(mild()), 0));
        assertEquals(Set.of(), machine.apply(window(), 0));
        assertEquals(STARTUP, machine.state(), "counting began anew");
        assertEquals(Set.of(DeviceEffect.CLEAR), machine.apply(window(), 0));
        assertEquals(HEALTHY, machine.state());
    }

    @Test
    void shouldQuarantineAtTheSecondBadWindowOfStartUpTests() {
        DeviceMachine machine = in(STARTUP);
        machine.apply(window(mild()), 0);
        assertEquals(Set.of(DeviceEffect.DISCARD, DeviceEffect.QUARANTINE), machine.apply(window(mild()), 0));
    }

    @Test
    void shouldBeHealthyAgainAfterSixtyFourCleanWindows() {
        DeviceMachine machine = in(SUSPECT);
        for (int i = 1; i < DeviceMachine.CLEAN_AGAIN; i++) {
            machine.apply(window(), 0);
            assertEquals(SUSPECT, machine.state());
        }
        machine.apply(window(), 0);
        assertEquals(HEALTHY, machine.state());
    }

    @Test
    void shouldQuarantineWhenMildFindingsAreTooMany() {
        DeviceMachine machine = in(HEALTHY);
        for (int i = 1; i < DeviceMachine.TOO_MANY; i++) {
            machine.apply(window(mild()), 0);
            machine.apply(window(), 0);
            assertEquals(SUSPECT, machine.state());
        }
        machine.apply(window(mild()), 0);
        assertEquals(QUARANTINED, machine.state());
    }

    /** What is recalled begins behind the last window that was certain, which suspicion does not move. */
    @Test
    void shouldKnowTheLastCertainWindow() {
        DeviceMachine machine = new DeviceMachine(START, 3);
        machine.apply(new DeviceEvent.Opened(), 0);
        machine.apply(window(), 0);
        machine.apply(window(), 0);
        assertEquals(1, machine.certain());
        for (int i = 0; i < 10; i++) {
            machine.apply(window(), 0);
        }
        assertEquals(11 - 3, machine.certain(), "a margin before the newest");
        machine.apply(window(mild()), 0);
        machine.apply(window(), 0);
        machine.apply(window(), 0);
        assertEquals(8, machine.certain(), "not moved by suspicion");
        machine.apply(new DeviceEvent.Fault(OTHER, 5), 0);
        assertEquals(5, machine.certain(), "what a fault says of itself, when that is earlier");
    }

    @Test
    void shouldQualifyAgainByItselfWhenQuietLongEnoughThreeTimes() {
        DeviceMachine machine = in(QUARANTINED);
        long now = SECOND;
        machine.apply(window(mild()), now);
        for (int i = 0; i < DeviceMachine.BY_ITSELF; i++) {
            long wait = DeviceMachine.QUIET_NS << 2 * i;
            machine.apply(new DeviceEvent.Tick(), now + wait - 1);
            assertEquals(QUARANTINED, machine.state());
            now += wait;
            machine.apply(new DeviceEvent.Tick(), now);
            assertEquals(STARTUP, machine.state());
            machine.apply(window(SEVERE), now);
        }
        machine.apply(new DeviceEvent.Tick(), now + 1_000 * DeviceMachine.QUIET_NS);
        assertEquals(QUARANTINED, machine.state(), "then somebody has to look");
        machine.apply(new DeviceEvent.Release(), now);
        assertEquals(STARTUP, machine.state());
    }

    @Test
    void shouldNotQualifyByItselfWhatDoesNotPass() {
        for (DeviceEvent event : List.of(new DeviceEvent.Fault(OTHER, 0), new DeviceEvent.Ordered("no trust"))) {
            DeviceMachine machine = in(HEALTHY);
            machine.apply(event, 0);
            machine.apply(new DeviceEvent.Tick(), 1_000 * DeviceMachine.QUIET_NS);
            assertEquals(QUARANTINED, machine.state());
        }
    }

    @Test
    void shouldOpenADeadDeviceAgainLaterAndLater() {
        DeviceMachine machine = in(HEALTHY);
        long now = 0;
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            machine.apply(new DeviceEvent.Gone(STALL, false), now);
            long from = now;
            while (!machine.openDue(now)) {
                now += SECOND;
            }
            waits.add((now - from) / SECOND);
            machine.apply(new DeviceEvent.Opening(), now);
            assertEquals(INIT, machine.state());
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L), waits);
    }

    @Test
    void shouldNotOpenWhatEndedForGoodBeforeItIsReleased() {
        DeviceMachine machine = in(HEALTHY);
        machine.apply(new DeviceEvent.Gone(new Finding(QrngError.ENDED, "its end", true), true), 0);
        assertFalse(machine.openDue(1_000_000 * SECOND));
        machine.apply(new DeviceEvent.Release(), SECOND);
        assertTrue(machine.openDue(SECOND));
    }

    /** Whatever happens: bytes are used only where they may be, each quarantine has one alert's reason, and state goes over. */
    @Test
    void shouldKeepItsPromisesOverRandomEvents() {
        SimSeeds.each(300, 5_000, seed -> {
            Random random = new Random(seed);
            DeviceMachine machine = new DeviceMachine(START, 1);
            number = 0;
            long now = 0;
            for (int i = 0; i < 400; i++) {
                List<DeviceEvent> all = new ArrayList<>(events().values());
                for (int k = 0; k < 20; k++) {
                    all.add(window());
                }
                DeviceEvent event = all.get(random.nextInt(all.size()));
                now += random.nextInt(10) * SECOND;
                DeviceState before = machine.state();
                long certain = machine.certain();
                Set<DeviceEffect> effects = machine.apply(event, now);
                check(machine, event, before, certain, effects);
                if (random.nextInt(20) == 0) {
                    machine = handedOver(machine, now);
                }
            }
        });
    }

    private static void check(
            DeviceMachine machine, DeviceEvent event, DeviceState before, long certain, Set<DeviceEffect> effects) {
        boolean clean =
                event instanceof DeviceEvent.Window window && window.verdict().clean();
        assertEquals(clean && (before == HEALTHY || before == SUSPECT), effects.contains(DeviceEffect.USE));
        assertEquals(
                machine.state() == QUARANTINED && before != QUARANTINED, effects.contains(DeviceEffect.QUARANTINE));
        if (machine.state() == QUARANTINED || machine.state() == DEAD || machine.state() == SUSPECT) {
            assertNotNull(machine.finding());
        }
        if (before != STARTUP && machine.state() == HEALTHY) {
            assertTrue(before == HEALTHY || before == SUSPECT, "healthy through start-up tests only, from " + before);
        }
        if (effects.contains(DeviceEffect.QUARANTINE)) {
            assertTrue(machine.certain() <= certain);
        }
    }

    private static DeviceMachine handedOver(DeviceMachine machine, long now) {
        DeviceMachine next = new DeviceMachine(START, 1);
        next.thaw(machine.freeze());
        assertEquals(machine.state(), next.state());
        assertEquals(machine.certain(), next.certain());
        assertEquals(machine.freeze(), next.freeze());
        next.apply(new DeviceEvent.Opening(), now);
        if (next.state() != DEAD && next.state() != INIT) {
            next.apply(new DeviceEvent.Opened(), now);
            assertEquals(machine.state(), next.state(), "opened again, it stays what it was");
        }
        return next;
    }
}
