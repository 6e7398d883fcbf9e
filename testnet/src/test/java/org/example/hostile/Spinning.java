package org.example.hostile;

/** Work without an end that nothing interrupts. */
final class Spinning {
    private static volatile long turns;
    private static volatile boolean enough;

    private Spinning() {}

    static void forever() {
        while (!enough) {
            turns = turns + 1;
        }
    }
}
