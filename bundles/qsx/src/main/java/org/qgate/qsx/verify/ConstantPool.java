package org.qgate.qsx.verify;

/**
 * The constants of a class file, by index; each that names others names ones of the right kind. Source: JVMS 17, section
 * 4.4.
 */
final class ConstantPool {
    static final int UTF8 = 1;
    static final int INTEGER = 3;
    static final int FLOAT = 4;
    static final int LONG = 5;
    static final int DOUBLE = 6;
    static final int CLASS = 7;
    static final int STRING = 8;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;
    static final int NAME_AND_TYPE = 12;
    static final int METHOD_HANDLE = 15;
    static final int METHOD_TYPE = 16;
    static final int DYNAMIC = 17;
    static final int INVOKE_DYNAMIC = 18;

    private final byte[] tags;
    /** First and second number of a constant; the value of an integer; where the text of a UTF-8 begins. */
    private final int[] first;

    private final int[] second;
    private final String[] texts;
    private final ClassBytes in;

    ConstantPool(ClassBytes in) throws MalformedClassException {
        this.in = in;
        int count = in.u2();
        tags = new byte[count];
        first = new int[count];
        second = new int[count];
        texts = new String[count];
        for (int i = 1; i < count; i++) {
            i += readConstant(i);
        }
        for (int i = 1; i < count; i++) {
            requireKinds(i);
        }
    }

    /** Returns how many further indexes the constant takes. */
    private int readConstant(int index) throws MalformedClassException {
        int tag = in.u1();
        tags[index] = (byte) tag;
        switch (tag) {
            case UTF8 -> {
                first[index] = in.at();
                in.skip(in.u2());
            }
            case INTEGER, FLOAT -> first[index] = in.s4();
            case LONG, DOUBLE -> {
                in.skip(8);
                if (index + 1 >= tags.length) {
                    throw ClassBytes.malformed("a long constant in the last place");
                }
                return 1;
            }
            case CLASS, STRING, METHOD_TYPE -> first[index] = in.u2();
            case METHOD_HANDLE -> {
                first[index] = in.u1();
                second[index] = in.u2();
            }
            case FIELD, METHOD, INTERFACE_METHOD, NAME_AND_TYPE, DYNAMIC, INVOKE_DYNAMIC -> {
                first[index] = in.u2();
                second[index] = in.u2();
            }
            default -> throw ClassBytes.malformed("a constant of kind " + tag);
        }
        return 0;
    }

    private void requireKinds(int index) throws MalformedClassException {
        switch (tags[index]) {
            case CLASS, STRING, METHOD_TYPE -> require(first[index], UTF8);
            case FIELD, METHOD, INTERFACE_METHOD -> {
                require(first[index], CLASS);
                require(second[index], NAME_AND_TYPE);
            }
            case NAME_AND_TYPE -> {
                require(first[index], UTF8);
                require(second[index], UTF8);
            }
            case DYNAMIC, INVOKE_DYNAMIC -> require(second[index], NAME_AND_TYPE);
            case METHOD_HANDLE -> requireHandle(index);
            default -> {} // a number, a text, or the second half of a long
        }
    }

    /** JVMS 17, section 4.4.8: kinds 1 to 4 are of fields, 5 to 9 of methods. */
    private void requireHandle(int index) throws MalformedClassException {
        int kind = first[index];
        int tag = tag(second[index]);
        boolean right = kind >= 1 && kind <= 4 ? tag == FIELD : kind <= 9 && (tag == METHOD || tag == INTERFACE_METHOD);
        if (kind < 1 || !right) {
            throw ClassBytes.malformed("a method handle of kind " + kind);
        }
    }

    private void require(int index, int tag) throws MalformedClassException {
        if (tag(index) != tag) {
            throw ClassBytes.malformed("constant " + index + " is not of kind " + tag);
        }
    }

    int size() {
        return tags.length;
    }

    int tag(int index) throws MalformedClassException {
        if (index < 0 || index >= tags.length) {
            throw ClassBytes.malformed("no constant " + index);
        }
        return tags[index];
    }

    int first(int index) {
        return first[index];
    }

    int second(int index) {
        return second[index];
    }

    String utf8(int index) throws MalformedClassException {
        require(index, UTF8);
        if (texts[index] == null) {
            texts[index] = in.from(first[index]).utf8();
        }
        return texts[index];
    }

    String className(int index) throws MalformedClassException {
        require(index, CLASS);
        return utf8(first[index]);
    }

    /** Of a field, method or interface method. */
    String owner(int index) throws MalformedClassException {
        return className(first[index]);
    }

    /** Of a field, method, interface method or call site. */
    String name(int index) throws MalformedClassException {
        return utf8(first[second[index]]);
    }

    /** Of a field, method, interface method or call site. */
    String descriptor(int index) throws MalformedClassException {
        return utf8(second[second[index]]);
    }
}
