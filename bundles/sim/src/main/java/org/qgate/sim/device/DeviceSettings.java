package org.qgate.sim.device;

import java.nio.file.Path;

/**
 * A device to simulate.
 *
 * @param folder its own: certificate, FIFO and what it says of itself lie there
 * @param port of HTTPS on 127.0.0.1, 0 for any
 * @param bits of a sample, 1 to 8, one sample in a byte
 * @param rate samples a second at each outlet; 0 for as fast as it goes
 * @param serial its number, of letters, digits, dots and hyphens
 * @param fifo whether it writes a FIFO too
 */
public record DeviceSettings(
        Path folder, int port, long seed, int bits, double rate, String serial, String firmware, boolean fifo) {
    private static final String WORD = "[A-Za-z0-9.-]{1,64}";

    /** Checks. */
    public DeviceSettings {
        if (!serial.matches(WORD) || !firmware.matches(WORD)) {
            throw new IllegalArgumentException("serial number and firmware: 1 to 64 letters, digits, dots and hyphens");
        }
        if (!(rate >= 0 && rate <= 1e12)) {
            throw new IllegalArgumentException("samples a second: " + rate + ", not 0 to 1e12");
        }
        folder = folder.toAbsolutePath();
    }

    /** Returns a device of eight bits a sample and a million samples a second, with a FIFO. */
    public static DeviceSettings of(Path folder, long seed) {
        return new DeviceSettings(folder, 0, seed, 8, 1_000_000, "SIM-" + Long.toHexString(seed), "sim-1.0.0", true);
    }

    /** Returns the same at another rate. */
    public DeviceSettings at(double samplesPerSecond) {
        return new DeviceSettings(folder, port, seed, bits, samplesPerSecond, serial, firmware, fifo);
    }

    /** Returns the same with another width of samples. */
    public DeviceSettings wide(int bitsPerSample) {
        return new DeviceSettings(folder, port, seed, bitsPerSample, rate, serial, firmware, fifo);
    }

    /** Returns the same without a FIFO. */
    public DeviceSettings withoutFifo() {
        return new DeviceSettings(folder, port, seed, bits, rate, serial, firmware, false);
    }
}
