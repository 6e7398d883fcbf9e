package org.qgate.gate.internal.run;

import java.util.Optional;

/**
 * How a call of an extender's code ended, without anything of the extender in it but the value.
 *
 * @param value what it returned; null unless it ended well, and where it returns nothing
 * @param failure what was thrown, in words; empty when nothing was
 * @param late whether it had not ended in time, or never began
 */
public record Result<T>(T value, Optional<String> failure, boolean late) {
    static <T> Result<T> good(T value) {
        return new Result<>(value, Optional.empty(), false);
    }

    static <T> Result<T> failed(String words) {
        return new Result<>(null, Optional.of(words), false);
    }

    static <T> Result<T> tooLate(String words) {
        return new Result<>(null, Optional.of(words), true);
    }

    /** Whether it returned in time. */
    public boolean ended() {
        return failure.isEmpty();
    }
}
