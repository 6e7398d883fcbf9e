package org.qgate.qrng.internal.assess;

/** Which of several predictors has been right most often; among equals the one that was right last. */
final class Scoreboard {
    private final int[] scores;
    private int best;

    Scoreboard(int predictors) {
        scores = new int[predictors];
    }

    /** Returns which predictor to trust. */
    int best() {
        return best;
    }

    /** Notes that a predictor was right. */
    void right(int predictor) {
        if (++scores[predictor] >= scores[best]) {
            best = predictor;
        }
    }
}
