package org.qgate.qsx.verify;

import java.util.BitSet;

/** Which constants the instructions and handlers of a method use. Source: JVMS 17, sections 4.7.3 and 6.5. */
final class Code {
    /** Length of each instruction by its number, from 0 to 201; 0 for those of varying length. */
    private static final String LENGTHS = "1".repeat(16) // constants
            + "23233" // bipush, sipush, ldc, ldc_w, ldc2_w
            + "2".repeat(5) // loads of a variable
            + "1".repeat(28)
            + "2".repeat(5) // stores to a variable
            + "1".repeat(73)
            + "3" // iinc
            + "1".repeat(20)
            + "3".repeat(16) // jumps, jsr
            + "2" // ret
            + "00" // tableswitch, lookupswitch
            + "1".repeat(6) // returns
            + "3".repeat(7) // fields, invokevirtual, invokespecial, invokestatic
            + "55" // invokeinterface, invokedynamic
            + "3" // new
            + "2" // newarray
            + "3" // anewarray
            + "11" // arraylength, athrow
            + "33" // checkcast, instanceof
            + "11" // monitors
            + "0" // wide
            + "4" // multianewarray
            + "33" // ifnull, ifnonnull
            + "55"; // goto_w, jsr_w

    private static final int LDC = 18;
    private static final int LDC2_W = 20;
    private static final int IINC = 132;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int FIRST_REFERENCE = 178; // getstatic
    private static final int NEW = 187;
    private static final int ANEWARRAY = 189;
    private static final int CHECKCAST = 192;
    private static final int INSTANCEOF = 193;
    private static final int MULTIANEWARRAY = 197;

    /** Constants that the method uses, by index. */
    final BitSet used = new BitSet();
    /** Constants that are put on the stack, by index. */
    final BitSet loaded = new BitSet();

    Code(ClassBytes in) throws MalformedClassException {
        in.skip(4); // depth of the stack, number of variables
        ClassBytes code = in.part(in.length());
        int start = code.at();
        while (!code.atEnd()) {
            step(code, start);
        }
        for (int left = in.u2(); left > 0; left--) {
            in.skip(6);
            used.set(in.u2());
        }
        used.clear(0); // a handler of everything
    }

    private void step(ClassBytes code, int start) throws MalformedClassException {
        int here = code.at();
        int opcode = code.u1();
        if (opcode >= LENGTHS.length()) {
            throw ClassBytes.malformed("instruction " + opcode);
        }
        int length = LENGTHS.charAt(opcode) - '0';
        if (length == 0) {
            skipVarying(code, opcode, here - start);
        } else if (opcode == LDC) {
            load(code.u1());
        } else if (opcode > LDC && opcode <= LDC2_W) {
            load(code.u2());
        } else if (isReference(opcode)) {
            used.set(code.u2());
            code.skip(length - 3);
        } else {
            code.skip(length - 1);
        }
    }

    private void load(int index) {
        used.set(index);
        loaded.set(index);
    }

    private static boolean isReference(int opcode) {
        return opcode >= FIRST_REFERENCE && opcode <= NEW
                || opcode == ANEWARRAY
                || opcode == CHECKCAST
                || opcode == INSTANCEOF
                || opcode == MULTIANEWARRAY;
    }

    private static void skipVarying(ClassBytes code, int opcode, int offset) throws MalformedClassException {
        if (opcode == TABLESWITCH || opcode == LOOKUPSWITCH) {
            code.skip(3 - offset % 4 + 4); // to a multiple of four; where to go otherwise
            int low = code.s4();
            long rows = opcode == TABLESWITCH ? 1L + code.s4() - low : 2L * low;
            if (rows < 0 || rows > 1 << 16) {
                throw ClassBytes.malformed("a switch with " + rows + " rows");
            }
            code.skip((int) rows * 4);
        } else {
            code.skip(code.u1() == IINC ? 4 : 2); // wide
        }
    }
}
