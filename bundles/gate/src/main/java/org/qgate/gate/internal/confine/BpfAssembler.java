package org.qgate.gate.internal.confine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assembles programs of classic BPF, of the four instructions that a seccomp filter needs; a condition holds a block, so there
 * are no labels. Source: Linux, {@code Documentation/networking/filter.rst} and {@code linux/bpf_common.h}. Not thread-safe.
 */
final class BpfAssembler {
    /** Load the word at a fixed offset: {@code BPF_LD | BPF_W | BPF_ABS}. */
    static final int LOAD = 0x20;
    /** Jump when equal: {@code BPF_JMP | BPF_JEQ | BPF_K}. */
    static final int JUMP_IF_EQUAL = 0x15;
    /** Jump when any bit of a mask is set: {@code BPF_JMP | BPF_JSET | BPF_K}. */
    static final int JUMP_IF_SET = 0x45;
    /** End with an answer: {@code BPF_RET | BPF_K}. */
    static final int ANSWER = 0x06;
    /** {@code sizeof(struct sock_filter)}. */
    static final int INSTRUCTION_BYTES = 8;

    /** A jump's distances are one byte each. */
    private static final int FARTHEST = 255;
    /** {@code BPF_MAXINSNS} of {@code linux/bpf_common.h}. */
    private static final int LONGEST = 4_096;

    /** One instruction; {@code then} and {@code otherwise} say how many to leave out. */
    private record Instruction(int code, int then, int otherwise, int value) {}

    private final List<Instruction> program = new ArrayList<>();

    /** Loads the word at an offset of what the kernel shows: what is compared from now on. */
    BpfAssembler load(int offset) {
        program.add(new Instruction(LOAD, 0, 0, offset));
        return this;
    }

    /** Ends with an answer. */
    BpfAssembler answer(int answer) {
        program.add(new Instruction(ANSWER, 0, 0, answer));
        return this;
    }

    /** Does what a block says when the word is equal, and goes on behind it otherwise. */
    BpfAssembler ifEqual(int value, Consumer<BpfAssembler> block) {
        List<Instruction> body = body(block);
        program.add(new Instruction(JUMP_IF_EQUAL, 0, body.size(), value));
        program.addAll(body);
        return this;
    }

    /** Does what a block says when the word is not equal. */
    BpfAssembler ifUnequal(int value, Consumer<BpfAssembler> block) {
        List<Instruction> body = body(block);
        program.add(new Instruction(JUMP_IF_EQUAL, body.size(), 0, value));
        program.addAll(body);
        return this;
    }

    /** Does what a block says when some bit of the mask is set. */
    BpfAssembler ifAny(int mask, Consumer<BpfAssembler> block) {
        List<Instruction> body = body(block);
        program.add(new Instruction(JUMP_IF_SET, 0, body.size(), mask));
        program.addAll(body);
        return this;
    }

    private static List<Instruction> body(Consumer<BpfAssembler> block) {
        BpfAssembler inner = new BpfAssembler();
        block.accept(inner);
        if (inner.program.size() > FARTHEST) {
            throw new IllegalArgumentException("a block of " + inner.program.size() + " instructions");
        }
        return inner.program;
    }

    /** Returns the program as the kernel takes it: an array of {@code struct sock_filter}. */
    byte[] bytes() {
        if (program.isEmpty() || program.size() > LONGEST) {
            throw new IllegalStateException("a program of " + program.size() + " instructions");
        }
        ByteBuffer out = ByteBuffer.allocate(program.size() * INSTRUCTION_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        program.forEach(each -> out.putShort((short) each.code())
                .put((byte) each.then())
                .put((byte) each.otherwise())
                .putInt(each.value()));
        return out.array();
    }
}
