package org.qgate.gate.internal.confine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Runs programs of classic BPF, as far as filters of system calls use it; refuses what the kernel would refuse. */
final class TinyBpf {
    /** {@code sizeof(struct seccomp_data)}. */
    private static final int DATA = 64;

    private final ByteBuffer program;

    TinyBpf(byte[] program) {
        this.program = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    }

    int length() {
        return program.capacity() / BpfAssembler.INSTRUCTION_BYTES;
    }

    /** Returns what the program answers to a call. */
    int answer(int architecture, int number, long first, long second) {
        ByteBuffer data = ByteBuffer.allocate(DATA).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(number).putInt(architecture).putLong(0).putLong(first).putLong(second);
        int word = 0;
        for (int at = 0; at < length(); ) {
            int base = at * BpfAssembler.INSTRUCTION_BYTES;
            int value = program.getInt(base + 4);
            at++;
            switch (program.getShort(base)) {
                case BpfAssembler.LOAD -> word = data.getInt(value);
                case BpfAssembler.JUMP_IF_EQUAL -> at += distance(base, word == value);
                case BpfAssembler.JUMP_IF_SET -> at += distance(base, (word & value) != 0);
                case BpfAssembler.ANSWER -> {
                    return value;
                }
                default -> throw new AssertionError("code " + program.getShort(base));
            }
        }
        throw new AssertionError("it ends without an answer");
    }

    private int distance(int base, boolean met) {
        return program.get(base + (met ? 2 : 3)) & 0xff;
    }
}
