package org.qgate.packer.quiet;

/** Stands in for {@code java.util.logging.Level}. */
public class Level {
    /** As there. */
    public static final Level OFF = new Level("OFF", Integer.MAX_VALUE);
    /** As there. */
    public static final Level SEVERE = new Level("SEVERE", 1000);
    /** As there. */
    public static final Level WARNING = new Level("WARNING", 900);
    /** As there. */
    public static final Level INFO = new Level("INFO", 800);
    /** As there. */
    public static final Level CONFIG = new Level("CONFIG", 700);
    /** As there. */
    public static final Level FINE = new Level("FINE", 500);
    /** As there. */
    public static final Level FINER = new Level("FINER", 400);
    /** As there. */
    public static final Level FINEST = new Level("FINEST", 300);
    /** As there. */
    public static final Level ALL = new Level("ALL", Integer.MIN_VALUE);

    private final String name;
    private final int value;

    private Level(String name, int value) {
        this.name = name;
        this.value = value;
    }

    /** Returns the name. */
    public String getName() {
        return name;
    }

    /** Returns the number by which levels are compared. */
    public final int intValue() {
        return value;
    }

    @Override
    public final String toString() {
        return name;
    }
}
