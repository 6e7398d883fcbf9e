package org.qgate.qrng.internal.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.qrng.internal.flow.Batch;

/** Devices from being added to being quarantined, over stand-ins. */
class FleetTest {
    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static byte[] filled(int value) {
        byte[] all = new byte[4_096];
        Arrays.fill(all, (byte) value);
        return all;
    }

    private List<Alert> standing() {
        return lab.fleet.alerts().stream()
                .filter(each -> each.clearedWallMs() == 0)
                .toList();
    }

    @Test
    void shouldUseBytesOnlyAfterStartUpTests() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.await("bytes", () -> !lab.stocked("one").isEmpty());
        assertTrue(lab.stocked("one").get(0).header().window() >= 10, "ten windows are start-up tests");
        DeviceInfo info = lab.fleet.device("one");
        assertEquals("42", info.identity().serial());
        assertEquals(Provenance.RAW_DEVICE, info.provenance());
        assertEquals(7.0, info.creditedMinEntropy());
        assertTrue(info.samples() >= 11 * 4_096);
        assertEquals(HealthState.OK, lab.board.get("qrng.device.one").state());
        assertEquals(DeviceState.STARTUP, lab.fleet.lastHour("one").get(0).worst(), "it was not healthy at once");
    }

    @Test
    void shouldQuarantineExactlyTheDeviceThatIsStuckWithOneAlertAndNoBadByte() {
        FakeSource bad = lab.add("bad");
        lab.add("good");
        lab.await("good", DeviceState.HEALTHY);
        lab.await("bytes of bad", () -> lab.stocked("bad").size() > 3);
        bad.fault = (into, offset, length) -> {
            Arrays.fill(into, offset, offset + length, (byte) 0x55);
            return length;
        };
        lab.await("bad", DeviceState.QUARANTINED);
        long goodBytes = lab.stocked("good").size();
        lab.await("more of good", () -> lab.stocked("good").size() > goodBytes + 3);
        assertEquals(DeviceState.HEALTHY, lab.fleet.device("good").state());
        assertEquals(1, standing().size());
        assertEquals("bad", standing().get(0).device());
        assertEquals(QrngError.REPETITION.id(), standing().get(0).code());
        assertFalse(standing().get(0).advice().isEmpty());
        assertEquals(List.of("bad REPETITION true"), lab.quarantines);
        for (Batch each : lab.stocked("bad")) {
            assertFalse(holdsRun(each.bytes()), "window " + each.header().window());
        }
        long certain = Long.parseLong(lab.burns.get(0).replaceAll("\\D+", ""));
        assertTrue(lab.stocked("bad").stream().allMatch(each -> each.header().window() < certain));
        lab.await("forgotten", () -> lab.forgotten() == 1);
        assertEquals(HealthState.CRITICAL, lab.board.get("qrng.device.bad").state());
    }

    private static boolean holdsRun(byte[] samples) {
        for (int i = 8; i < samples.length; i++) {
            boolean all = true;
            for (int k = 0; k < 8; k++) {
                all &= samples[i - k] == 0x55;
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldQuarantineEveryFaultOfASample() {
        Random random = new Random(5);
        byte[] block = new byte[10_000];
        random.nextBytes(block);
        int[] at = {0, 0};
        Map<String, FakeSource.Fault> faults = Map.of(
                "biased",
                        (into, offset, length) -> {
                            for (int i = 0; i < length; i++) {
                                into[offset + i] = (byte) (random.nextInt(256) & random.nextInt(256));
                            }
                            return length;
                        },
                "periodic",
                        (into, offset, length) -> {
                            for (int i = 0; i < length; i++) {
                                into[offset + i] = (byte) at[0]++; // every value as often
                            }
                            return length;
                        },
                "duplicate",
                        (into, offset, length) -> {
                            for (int i = 0; i < length; i++) {
                                into[offset + i] = block[at[1]++ % block.length];
                            }
                            return length;
                        },
                "nonsense", (into, offset, length) -> length + 1,
                "negative", (into, offset, length) -> -7);
        faults.forEach((name, fault) -> {
            FakeSource source = lab.add(name);
            lab.await(name, DeviceState.HEALTHY);
            source.fault = fault;
            lab.await(name, DeviceState.QUARANTINED);
            assertEquals(
                    1,
                    standing().stream()
                            .filter(each -> each.device().equals(name))
                            .count(),
                    name);
        });
        assertEquals(QrngError.PROPORTION.id(), code("biased"));
        assertEquals(QrngError.DUPLICATE.id(), code("periodic"));
        assertEquals(QrngError.DUPLICATE.id(), code("duplicate"));
        assertEquals(QrngError.NONSENSE.id(), code("nonsense"));
        assertEquals(QrngError.NONSENSE.id(), code("negative"));
    }

    private String code(String device) {
        return standing().stream()
                .filter(each -> each.device().equals(device))
                .findFirst()
                .orElseThrow()
                .code();
    }

    @Test
    void shouldNeverUseADeviceThatGivesZeroesOnly() {
        FakeSource zero = new FakeSource(1);
        zero.fault = (into, offset, length) -> {
            Arrays.fill(into, offset, offset + length, (byte) 0);
            return length;
        };
        lab.add("zero", zero);
        lab.await("zero", DeviceState.QUARANTINED);
        assertTrue(lab.stocked("zero").isEmpty());
        assertFalse(lab.fleet.healthy());
    }

    @Test
    void shouldQuarantineADeviceWithAnotherSerialNumber() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        source.identity = new SourceIdentity("Lab", "F1", "43", "1.0", false);
        lab.pass(10_000);
        lab.await("one", DeviceState.QUARANTINED);
        assertEquals(QrngError.IDENTITY_CHANGED.id(), code("one"));
        assertEquals("42", lab.fleet.device("one").identity().serial());
        lab.fleet.release("one");
        lab.await("again", () -> lab.fleet.device("one").quarantines() == 2);
        assertEquals(1, standing().size(), "it stood already");
        assertEquals(2, lab.fleet.device("one").identityChanges());
    }

    /** What a driver read ahead while the device was broken must not quarantine it again. */
    @Test
    void shouldOpenADeviceAnewWhenItIsReleased() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        source.fault = (into, offset, length) -> {
            Arrays.fill(into, offset, offset + length, (byte) 0);
            return length;
        };
        lab.await("one", DeviceState.QUARANTINED);
        source.fault = null;
        assertEquals(1, lab.opened.size());
        lab.fleet.release("one");
        lab.await("one", DeviceState.HEALTHY);
        assertEquals(2, lab.opened.size());
        assertTrue(source.closed, "the one before");
    }

    @Test
    void shouldRefuseHugeIdentities() {
        FakeSource huge = new FakeSource(1);
        huge.identity = new SourceIdentity("x".repeat(10_000_000), "", "", "", false);
        lab.add("huge", huge);
        lab.await("huge", DeviceState.QUARANTINED);
        assertEquals(QrngError.NONSENSE.id(), code("huge"));
        assertTrue(standing().get(0).cause().length() < 300);
    }

    @Test
    void shouldBringADeadDeviceBackAndClearItsAlert() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        source.fault = (into, offset, length) -> 0;
        lab.pass(5_000);
        lab.await("one", DeviceState.DEAD);
        assertEquals(QrngError.STALL.id(), code("one"));
        assertEquals(1, lab.fleet.device("one").stalls());
        source.fault = null;
        lab.pass(2_000);
        lab.await("one", DeviceState.HEALTHY);
        lab.await("cleared", () -> standing().isEmpty());
        assertEquals(1, lab.fleet.alerts().size());
    }

    @Test
    void shouldGiveUpADriverThatNeverComesBack() {
        FakeSource source = lab.add("one");
        lab.add("good");
        lab.await("one", DeviceState.HEALTHY);
        source.fault = (into, offset, length) -> {
            synchronized (lab) {
                while (!source.closed) {
                    lab.wait(5);
                }
            }
            return source.sound(into, offset, length);
        };
        lab.pass(5_000);
        lab.await(
                "dead", () -> standing().stream().anyMatch(each -> each.device().equals("one")));
        assertEquals(QrngError.STALL.id(), code("one"));
        long good = lab.stocked("good").size();
        lab.await("others go on", () -> lab.stocked("good").size() > good + 3);
        source.fault = null;
        lab.pass(2_000);
        lab.await("one", DeviceState.HEALTHY);
    }

    @Test
    void shouldTakeADriverThatThrowsForADeadDevice() {
        FakeSource source = new FakeSource(1);
        source.atOpening = new IllegalStateException("a bug");
        lab.add("one", source);
        lab.await("one", DeviceState.DEAD);
        assertEquals(QrngError.UNREADABLE.id(), code("one"));
        source.atOpening = null;
        lab.pass(10_000);
        lab.await("one", DeviceState.HEALTHY);
    }

    @Test
    void shouldQuarantineADeviceThatIsTenTimesSlowerThanClaimed() {
        FakeSource source = lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        source.fault = (into, offset, length) -> {
            lab.pass(1_000); // a second for a hundred samples
            return source.sound(into, offset, 100);
        };
        lab.await("one", DeviceState.QUARANTINED);
        assertEquals(QrngError.STALL.id(), code("one"));
        assertTrue(standing().get(0).cause().contains("less than a tenth of the claimed 40960"));
    }

    @Test
    void shouldEndARecordingForGood() {
        FakeSource source = new FakeSource(1);
        source.atMost = Provenance.REPLAY;
        lab.add("record", source);
        lab.await("record", DeviceState.HEALTHY);
        assertEquals(Provenance.REPLAY, lab.fleet.device("record").provenance());
        source.fault = (into, offset, length) -> -1;
        lab.await("record", DeviceState.DEAD);
        int openings = lab.opened.size();
        lab.pass(1_000_000);
        lab.await("ticks", () -> lab.fleet.device("record").state() == DeviceState.DEAD);
        assertEquals(openings, lab.opened.size());
        assertEquals(QrngError.ENDED.id(), code("record"));
    }

    @Test
    void shouldReadOnSlowlyWhileTheStockIsFullAndNotReadRecordings() {
        lab.capacity = 2;
        lab.add("one");
        FakeSource recording = new FakeSource(2);
        recording.atMost = Provenance.REPLAY;
        lab.add("record", recording);
        lab.await("full", () -> lab.stock.size() == 2 && lab.minted.size() >= 4);
        long record = recording.given;
        long windows = lab.fleet.device("one").windows();
        lab.pass(1_001);
        lab.await("another window", () -> lab.fleet.device("one").windows() > windows);
        assertEquals(record, recording.given, "a recording waits");
        assertTrue(lab.minted.size() <= 5);
        assertEquals(2, lab.stock.size());
    }

    @Test
    void shouldBurnWhatWaitsForTheStockAtAQuarantine() {
        lab.capacity = 2;
        lab.add("one");
        lab.await("one waits", () -> lab.stock.size() == 2 && lab.minted.size() == 3);
        lab.fleet.quarantine("one", "no trust");
        lab.await("forgotten", () -> lab.forgotten() == 1);
        lab.capacity = 100;
        lab.fleet.release("one");
        lab.await("more", () -> lab.minted.size() > 5);
        long waited = lab.minted.get(2).window();
        assertTrue(lab.stocked("one").stream().noneMatch(each -> each.header().window() <= waited));
    }

    @Test
    void shouldKeepAWindowWhileTheCryptographyIsReplaced() {
        lab.add("one");
        lab.await("bytes", () -> lab.stocked("one").size() > 2);
        lab.cryptoAbsent = true;
        lab.await("it waits", () -> lab.minted.size() == lab.stock.size());
        long windows = lab.fleet.device("one").windows();
        lab.cryptoAbsent = false;
        lab.await("more", () -> lab.fleet.device("one").windows() > windows + 3);
        List<Long> numbers =
                lab.stocked("one").stream().map(each -> each.header().window()).toList();
        for (int i = 1; i < numbers.size(); i++) {
            assertEquals(numbers.get(i - 1) + 1, numbers.get(i), "none was left out");
        }
    }

    /** The pool asks for health with its own lock, which an offer needs; the mint asks for a device. */
    @Test
    void shouldAnswerWhoeverIsOfferedSomething() {
        lab.offering = () -> assertTrue(CompletableFuture.supplyAsync(
                        () -> lab.fleet.healthy() && lab.fleet.find("one").isPresent())
                .orTimeout(10, TimeUnit.SECONDS)
                .join());
        lab.add("one");
        lab.await("bytes", () -> lab.stocked("one").size() > 2);
    }

    @Test
    void shouldAssessLiveSamplesAndCreditTheLower() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.assessed = 6.9;
        assertEquals(6.9, lab.fleet.assess("one", 20_000).assessed());
        assertEquals(6.9, lab.fleet.device("one").creditedMinEntropy());
        assertTrue(standing().isEmpty(), "within what two assessments differ by");
        lab.assessed = 5.0;
        lab.fleet.assess("one", 20_000);
        assertEquals(QrngError.LOW_ENTROPY.id(), code("one"));
        assertEquals(DeviceState.HEALTHY, lab.fleet.device("one").state());
        lab.assessed = 7.4;
        lab.fleet.assess("one", 20_000);
        assertTrue(standing().isEmpty());
        assertEquals(7.0, lab.fleet.device("one").creditedMinEntropy(), "never more than the claim");
        lab.assessed = 2.0;
        lab.fleet.assess("one", 20_000);
        lab.await("one", DeviceState.QUARANTINED);
        assertThrows(QGateException.class, () -> lab.fleet.assess("one", 9_999));
    }

    @Test
    void shouldAssessByItselfAnHourAfterTheLastTime() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.assessed = 6.8;
        lab.pass(61_000);
        lab.await("first", () -> lab.fleet.device("one").assessment().isPresent());
        lab.assessed = 6.7;
        lab.pass(3_600_000);
        lab.await("second", () -> lab.fleet.device("one").creditedMinEntropy() == 6.7);
    }

    @Test
    void shouldObeyOperatorsWhereThatMakesSense() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        assertEquals(DeviceState.HEALTHY, lab.fleet.test("one").state());
        assertRefused(QrngError.WRONG_STATE, () -> lab.fleet.release("one"));
        lab.fleet.quarantine("one", "I do not trust it");
        assertEquals(1, standing().size());
        assertRefused(QrngError.WRONG_STATE, () -> lab.fleet.quarantine("one", "again"));
        assertRefused(QrngError.WRONG_STATE, () -> lab.fleet.test("one"));
        lab.fleet.release("one");
        lab.await("one", DeviceState.HEALTHY);
        lab.await("cleared", () -> standing().isEmpty());
        assertRefused(QrngError.NO_DEVICE, () -> lab.fleet.device("two"));
        assertRefused(QrngError.NAME_TAKEN, () -> lab.fleet.add(Lab.spec("one")));
        SourceSpec odd = new SourceSpec("odd", "none", "-", Provenance.RAW_DEVICE, 8, 7.0, 1_000, Map.of());
        assertRefused(QrngError.NO_DRIVER, () -> lab.fleet.add(odd));
        int ready = lab.stocked("one").size();
        lab.fleet.remove("one");
        assertTrue(lab.stocked("one").size() >= ready, "what lies ready stays");
        assertRefused(QrngError.NO_DEVICE, () -> lab.fleet.device("one"));
        assertTrue(lab.sources.get("one").closed);
    }

    private static void assertRefused(QrngError code, Runnable task) {
        assertEquals(code, assertThrows(QGateException.class, task::run).code());
    }

    @Test
    void shouldWriteAllNumbersForPrometheus() {
        lab.add("one");
        lab.await("one", DeviceState.HEALTHY);
        PrometheusText text = new PrometheusText();
        lab.fleet.metrics(text);
        String all = text.toString();
        assertTrue(all.contains("# TYPE qgate_qrng_device_samples_total counter"), all);
        assertTrue(all.contains("qgate_qrng_device_state{device=\"one\",state=\"healthy\"} 1\n"), all);
        assertTrue(all.contains("qgate_qrng_device_state{device=\"one\",state=\"dead\"} 0\n"), all);
        assertEquals(1, all.split("# HELP qgate_qrng_device_findings_total", -1).length - 1);
        for (String line : all.split("\n")) {
            assertTrue(line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{([a-z]+=\"[^\"]*\",?)+\\})? [-0-9.E]+"), line);
        }
    }
}
