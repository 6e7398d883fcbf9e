package org.qgate.sim.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A device that runs in this process: an appliance over HTTPS on 127.0.0.1 and, beside it, a FIFO. Each of the two has samples
 * of its own, so what one reader sees does not depend on the other. Whatever it says of itself says that it is a simulator.
 * Thread-safe.
 */
public final class SimulatedDevice implements AutoCloseable {
    private static final double DRIFT_SECONDS = 10;
    private static final double DRIFT_UNPACED = 10_000_000;
    private static final long OTHER_SEED = 0x5deece66dL;

    /**
     * Where a fault began.
     *
     * @param httpsSample number of the first sample over HTTPS with the fault, counted from 0
     * @param fifoSample likewise of the FIFO; -1 when there is none
     */
    public record Begin(Fault fault, long httpsSample, long fifoSample) {}

    private final DeviceSettings settings;
    private final SelfSigned certificate;
    private final Outlet https;
    private final Outlet fifo;
    private final ApplianceServer server;
    private final FifoWriter writer;
    private volatile Begin last = new Begin(Fault.NONE, 0, 0);

    private SimulatedDevice(DeviceSettings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.folder());
        certificate = SelfSigned.in(settings.folder());
        https = outlet(settings.seed());
        fifo = outlet(settings.seed() ^ OTHER_SEED);
        server = new ApplianceServer(settings.port(), certificate, https, this::truncated)
                .start(this::identity, this::firmware);
        writeIdentity();
        writer = settings.fifo() ? new FifoWriter(fifoPath(), fifo, this::truncated).start() : null;
    }

    /** Switches a device on. */
    public static SimulatedDevice start(DeviceSettings settings) throws IOException {
        return new SimulatedDevice(settings);
    }

    private Outlet outlet(long seed) {
        double drift = settings.rate() == 0 ? DRIFT_UNPACED : settings.rate() * DRIFT_SECONDS;
        return new Outlet(new Signal(seed, settings.bits(), Math.max(1, (long) drift)), settings.rate());
    }

    /** Returns where its appliance is: {@code https://127.0.0.1:PORT}. */
    public String url() {
        return "https://127.0.0.1:" + server.port();
    }

    /** Returns the SHA-256 of the certificate that it shows, 64 hexadecimal digits. */
    public String pin() {
        try {
            return certificate.pin();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** Returns its FIFO, when it has one. */
    public Optional<Path> fifo() {
        return Optional.ofNullable(writer).map(open -> fifoPath());
    }

    private Path fifoPath() {
        return settings.folder().resolve("samples");
    }

    /** Lets a fault begin at once, in place of the one before. */
    public Begin fault(Fault fault) throws IOException {
        return fault(fault, 1);
    }

    /**
     * Lets a fault begin.
     *
     * @param align at the next multiple of so many samples of each outlet
     */
    public synchronized Begin fault(Fault fault, int align) throws IOException {
        double rate = fault.kind() == FaultKind.SLOW ? fault.value() : settings.rate();
        https.rate(rate);
        fifo.rate(rate);
        last = new Begin(
                fault,
                https.signal().begin(fault, align),
                writer == null ? -1 : fifo.signal().begin(fault, align));
        writeIdentity();
        return last;
    }

    private boolean truncated() {
        return last.fault().kind() == FaultKind.TRUNCATED;
    }

    private String serial() {
        return settings.serial() + (last.fault().kind() == FaultKind.SERIAL ? "-exchanged" : "");
    }

    private String version() {
        return settings.firmware() + (last.fault().kind() == FaultKind.FIRMWARE ? "-changed" : "");
    }

    private String identity() {
        return "{\"vendor\":\"QGate\",\"model\":\"simulated QRNG\",\"serialNumber\":\"" + serial()
                + "\",\"firmwareVersion\":\"" + version() + "\",\"simulated\":true}\n";
    }

    private String firmware() {
        return "{\"firmwareVersion\":\"" + version() + "\",\"simulated\":true}\n";
    }

    /** Beside the FIFO, where a reader of it looks: whole or not at all. */
    private void writeIdentity() throws IOException {
        Path aside = settings.folder().resolve("samples.identity.new");
        Files.writeString(aside, identity(), StandardCharsets.UTF_8);
        Files.move(aside, settings.folder().resolve("samples.identity"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns what it does, for people and scripts. */
    public Map<String, Object> status() {
        Begin now = last;
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("simulated", true);
        status.put("url", url());
        status.put("pin", pin());
        status.put("fifo", fifo().map(Path::toString).orElse(null));
        status.put("serial", serial());
        status.put("firmware", version());
        status.put("bits", (long) settings.bits());
        status.put("rate", now.fault().kind() == FaultKind.SLOW ? now.fault().value() : settings.rate());
        status.put("httpsSamples", https.signal().position());
        status.put("fifoSamples", fifo.signal().position());
        status.put("fault", now.fault().kind().word());
        status.put("faultValue", now.fault().value());
        status.put("faultHttpsSample", now.httpsSample());
        status.put("faultFifoSample", now.fifoSample());
        return status;
    }

    /** Switches it off. */
    @Override
    public void close() throws IOException {
        https.close();
        fifo.close();
        server.close();
        if (writer != null) {
            writer.close();
            Files.deleteIfExists(fifoPath());
        }
    }
}
