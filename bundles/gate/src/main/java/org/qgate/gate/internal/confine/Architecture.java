package org.qgate.gate.internal.confine;

import java.util.Optional;

/** Processors whose system calls are known here. */
enum Architecture {
    /** {@code AUDIT_ARCH_X86_64} of {@code linux/audit.h}. */
    X86_64(0xC000003E),
    /** {@code AUDIT_ARCH_AARCH64} of {@code linux/audit.h}. */
    AARCH64(0xC00000B7);

    private final int audit;

    Architecture(int audit) {
        this.audit = audit;
    }

    /** Returns what the kernel calls it when it asks the filter. */
    int audit() {
        return audit;
    }

    /** Returns the one of a Java machine, by its property {@code os.arch}. */
    static Optional<Architecture> of(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
