package org.qgate.sim.device;

import java.util.Locale;

/** What may go wrong with a simulated device. */
public enum FaultKind {
    /** Nothing: heals. */
    NONE(0, 0, 0, "nothing is wrong from now on"),
    /** One value for ever. */
    STUCK(0, 0, 0, "one value for ever"),
    /** One value too often. */
    BIASED(0.5, 0, 1, "a sample is 0 with this probability, otherwise uniform"),
    /** A bias that grows. */
    DRIFTING(0.5, 0, 1, "as biased, growing to this probability within ten seconds' worth of samples"),
    /** The same samples again and again. */
    PERIODIC(512, 1, 1 << 20, "the first so many samples from its begin on, again and again"),
    /** Each block twice. */
    DUPLICATE(4096, 1, 1 << 20, "each block of so many samples comes twice"),
    /** Too slow. */
    SLOW(100, 1, 1e12, "so many samples a second"),
    /** Answers that break off. */
    TRUNCATED(0, 0, 0, "answers over HTTPS break off in the middle, the FIFO falls silent"),
    /** Another serial number. */
    SERIAL(0, 0, 0, "another serial number"),
    /** Another firmware. */
    FIRMWARE(0, 0, 0, "another version of the firmware");

    private final double usual;
    private final double least;
    private final double most;
    private final String meaning;

    FaultKind(double usual, double least, double most, String meaning) {
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    /** Returns the value when none is given. */
    public double usual() {
        return usual;
    }

    /** Returns whether a value may be given. */
    public boolean takesValue() {
        return most > least;
    }

    /** Returns a sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Returns its name as people type it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    void check(double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(word() + ": " + value + ", not " + least + " to " + most);
        }
    }

    /**
     * Finds a fault by its word.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static FaultKind of(String word) {
        for (FaultKind each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        StringBuilder all = new StringBuilder();
        for (FaultKind each : values()) {
            all.append(all.isEmpty() ? "" : ", ").append(each.word());
        }
        throw new IllegalArgumentException("no fault '" + word + "': " + all);
    }
}
