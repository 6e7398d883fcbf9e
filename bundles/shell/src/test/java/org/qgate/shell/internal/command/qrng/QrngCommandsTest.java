package org.qgate.shell.internal.command.qrng;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.qrng.DeviceState;
import org.qgate.shell.internal.KnownQrng;
import org.qgate.shell.internal.ShellBench;
import org.qgate.shell.internal.command.NodeCommand;
import org.qgate.shell.internal.command.NodeDoctorCommand;
import org.qgate.shell.internal.command.NodeStatusCommand;

/** What operators see and do of devices, pool, subscriptions and blocks. */
final class QrngCommandsTest {
    private final ShellBench bench = new ShellBench().bind();
    private final KnownQrng qrng = bench.bindQrng();

    private int json(NodeCommand command) {
        return command.run(bench.services, bench.page(false, true));
    }

    private String terminal(NodeCommand command) {
        assertEquals(0, command.run(bench.services, bench.page(true, false)), bench.err());
        return bench.out();
    }

    @Test
    void shouldListDevicesAndDrivers() {
        assertEquals(0, json(new QrngListCommand()));
        Map<?, ?> device = (Map<?, ?>) ((List<?>) bench.document().get("devices")).get(0);
        assertEquals("HEALTHY", device.get("state"));
        assertEquals("first", ((Map<?, ?>) device.get("spec")).get("name"));
        assertTrue(terminal(new QrngListCommand()).contains("6.250/8"), bench.out());
        QrngListCommand drivers = new QrngListCommand();
        drivers.drivers = true;
        assertEquals(0, json(drivers));
        assertEquals(Map.of("file", "Opens a file."), bench.document().get("drivers"));
    }

    @Test
    void shouldDrawTheLastHour() {
        QrngInfoCommand info = new QrngInfoCommand();
        info.name = "first";
        String shown = terminal(info);
        assertTrue(shown.contains("6.250 credited of 7.500 claimed, not assessed yet"), shown);
        assertTrue(shown.contains("up to 1000 B/s"), shown);
        assertTrue(shown.contains("|\u2588\u2581"), shown);
        assertTrue(shown.contains("|.Q") && shown.contains("| x"), shown);
        assertEquals(0, json(info));
        assertEquals(2, ((List<?>) bench.document().get("lastHour")).size());
        info.name = "other";
        assertEquals(2, json(info));
        assertTrue(bench.err().startsWith("QG-QRN-0001"), bench.err());
    }

    @Test
    void shouldAddADeviceAsItWasDescribed() {
        QrngAddCommand add = new QrngAddCommand();
        add.name = "second";
        add.driver = "https";
        add.location = "https://10.0.0.9";
        add.minEntropy = 7.9;
        add.options = List.of("pin=00ff");
        assertEquals(0, json(add), bench.err());
        assertEquals("https", qrng.spec.driver());
        assertEquals(Map.of("pin", "00ff"), qrng.spec.options());
        assertTrue(qrng.asked.get(0).startsWith("local add "), qrng.asked::toString);
        assertEquals(List.of(), bench.host.audit().lines());
        add.options = List.of("pin");
        assertEquals(64, json(add));
        add.options = List.of();
        add.provenance = "quantum";
        assertEquals(64, json(add));
        add.provenance = "raw";
        add.minEntropy = 9;
        assertEquals(2, json(add));
        assertTrue(bench.err().startsWith("QG-QRN-0002"), bench.err());
        assertEquals(1, qrng.asked.size());
        assertEquals(3, bench.host.audit().lines().size());
    }

    @Test
    void shouldChangeADevice() {
        QrngTestCommand test = new QrngTestCommand();
        QrngQuarantineCommand quarantine = new QrngQuarantineCommand();
        QrngReleaseCommand release = new QrngReleaseCommand();
        QrngRemoveCommand remove = new QrngRemoveCommand();
        test.name = quarantine.name = release.name = remove.name = "first";
        quarantine.reason = "smells";
        assertEquals(0, json(test));
        assertEquals(0, json(quarantine));
        assertEquals("QUARANTINED", ((Map<?, ?>) bench.document().get("device")).get("state"));
        assertEquals(0, json(release));
        assertEquals(0, json(remove));
        assertEquals(
                List.of(
                        "local test first",
                        "local quarantine first smells",
                        "local release first",
                        "local remove first"),
                qrng.asked);
        quarantine.reason = "x".repeat(201);
        assertEquals(64, json(quarantine));
        remove.name = "none";
        assertEquals(2, json(remove));
        assertEquals(4, qrng.asked.size());
    }

    @Test
    void shouldCompareTheClaimWithWhatIsMeasured() {
        QrngAssessCommand assess = new QrngAssessCommand();
        assess.name = "first";
        assess.samples = 10_000;
        assertTrue(terminal(assess).contains("7.500: more than was measured"), bench.out());
        assertTrue(bench.err().contains("takes up to minutes"), bench.err());
        assess.samples = 9_999;
        assertEquals(64, json(assess));
        assertEquals(1, qrng.asked.size());
    }

    @Test
    void shouldShowPoolAndAlerts() {
        assertTrue(terminal(new QrngPoolCommand()).contains("1.0 KiB of 8.0 MiB"), bench.out());
        assertTrue(bench.out().contains("(anonymous)"), bench.out());
        QrngAlertsCommand alerts = new QrngAlertsCommand();
        json(alerts);
        assertEquals(1, ((List<?>) bench.document().get("alerts")).size());
        alerts.all = true;
        json(alerts);
        assertEquals(2, ((List<?>) bench.document().get("alerts")).size());
    }

    @Test
    void shouldSubscribeAndEndThat() {
        QrngSubscribeCommand command = new QrngSubscribeCommand();
        assertEquals(64, json(command));
        command.node = "bbbb";
        assertEquals(0, json(command), bench.err());
        assertEquals(List.of("local subscribe " + ShellBench.RELAY), qrng.asked);
        command.list = true;
        assertEquals(64, json(command));
        command.node = null;
        assertEquals(0, json(command));
        assertEquals(1, ((List<?>) bench.document().get("subscriptions")).size());
        command.list = false;
        command.remove = true;
        command.node = "BBBB";
        assertEquals(0, json(command));
        assertEquals(64, json(command));
        assertEquals("local unsubscribe " + ShellBench.RELAY, qrng.asked.get(1));
    }

    @Test
    void shouldListShowAndExportBlocks() {
        BlockListCommand list = new BlockListCommand();
        assertEquals(0, json(list));
        assertEquals(KnownQrng.STREAM, bench.document().get("stream"));
        list.stream = "cc";
        assertEquals(2, json(list));
        list.lines = 0;
        assertEquals(64, json(list));
        BlockShowCommand show = new BlockShowCommand();
        show.sequence = 3;
        show.stream = "ab";
        assertTrue(terminal(show).contains("stuck"), bench.out());
        BlockExportCommand export = new BlockExportCommand();
        export.file = "blocks";
        assertEquals(64, json(export));
        export.file = "/tmp/blocks";
        export.to = 7;
        assertEquals(0, json(export));
        assertEquals(List.of("local export 0 7 /tmp/blocks"), qrng.asked);
    }

    @Test
    void shouldSayWhereAChainBreaks() {
        BlockVerifyCommand verify = new BlockVerifyCommand();
        assertEquals(0, json(verify));
        qrng.sound = false;
        verify.file = "/tmp/blocks";
        assertEquals(2, verify.run(bench.services, bench.page(false, false)));
        assertTrue(bench.out().contains("block 2, byte 112: previous"), bench.out());
        assertEquals(List.of("verify /tmp/blocks"), qrng.asked);
        verify.stream = "ab";
        assertEquals(64, json(verify));
    }

    @Test
    void shouldTellOfRandomnessInStatusAndDoctor() {
        bench.bindVault();
        assertTrue(terminal(new NodeStatusCommand()).contains("1 of 1 devices healthy, 1 quantum"), bench.out());
        assertEquals(0, json(new NodeStatusCommand()));
        assertEquals(1L, ((Map<?, ?>) bench.document().get("randomness")).get("alerts"));
        qrng.state = DeviceState.DEAD;
        NodeDoctorCommand doctor = new NodeDoctorCommand();
        doctor.run(bench.services, bench.page(true, false));
        assertTrue(bench.out().contains("no healthy source is there"), bench.out());
    }

    @Test
    void shouldRecordAChangeThatNobodyWasThereFor() {
        ShellBench empty = new ShellBench();
        QrngRemoveCommand remove = new QrngRemoveCommand();
        remove.name = "first";
        assertEquals(1, remove.run(empty.services, empty.page(false, true)));
        assertEquals("qrng:remove", empty.host.audit().lines().get(0).action());
    }
}
