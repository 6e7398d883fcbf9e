package org.qgate.testnet.device;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.testnet.TestnetException;

/** The process of a simulated device, seen from outside. Known by the socket in its folder, never by a number alone. */
public final class DeviceProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;

    private DeviceProcess(Path folder) {
        this.folder = folder;
    }

    /** Names the process of a folder, whether it runs or not. */
    public static DeviceProcess in(Path folder) {
        return new DeviceProcess(folder.toAbsolutePath().normalize());
    }

    /**
     * Starts a process and waits until it answers.
     *
     * @throws TestnetException when one runs in that folder, or it does not come up
     */
    public static DeviceProcess start(DeviceSettings settings) {
        DeviceProcess device = in(settings.folder());
        if (device.runs()) {
            throw new TestnetException("a simulated device runs in " + device.folder + ": stop it first", false, null);
        }
        try {
            Files.createDirectories(
                    device.folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            device.await(launch(settings, device.console()));
        } catch (IOException failed) {
            throw new TestnetException("the simulated device: " + failed.getMessage(), true, failed);
        }
        return device;
    }

    private static Process launch(DeviceSettings settings, File console) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString()); // so that Ctrl-C of the caller's terminal does not reach it
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                DeviceMain.class.getName()));
        command.addAll(DeviceMain.arguments(settings));
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(console)
                .start();
    }

    private File console() {
        return folder.resolve("console.log").toFile();
    }

    private void await(Process process) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!runs()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new TestnetException("the simulated device did not start; see " + console());
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    /** Returns its folder. */
    public Path folder() {
        return folder;
    }

    /** Returns whether it runs and answers. */
    public boolean runs() {
        try {
            ControlSocket.order(folder, "status");
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    /**
     * Returns what it does: {@code url}, {@code pin}, {@code fifo}, {@code serial}, {@code fault} and more.
     *
     * @throws TestnetException when it does not run
     */
    public Map<String, Object> status() {
        return order("status");
    }

    /**
     * Lets a fault begin.
     *
     * @param align at the next multiple of so many samples; 1 for at once
     * @return its status with {@code faultHttpsSample} and {@code faultFifoSample}: the numbers of the fault's first samples
     */
    public Map<String, Object> fault(Fault fault, int align) {
        return order("fault " + fault.kind().word() + " " + fault.value() + " " + align);
    }

    private Map<String, Object> order(String line) {
        try {
            return ControlSocket.order(folder, line);
        } catch (IOException none) {
            throw new TestnetException(
                    "no simulated device answers in " + folder + ": " + none.getMessage(), false, none);
        } catch (IllegalArgumentException refused) {
            throw new TestnetException(refused.getMessage(), false, refused);
        }
    }

    /** Ends it and waits until it is gone; nothing happens when none runs. */
    public void stop() {
        if (!runs()) {
            return;
        }
        long pid = (Long) status().get("pid");
        order("stop");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
            if (System.nanoTime() > end) {
                throw new TestnetException("the simulated device, process " + pid + ", does not end");
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
