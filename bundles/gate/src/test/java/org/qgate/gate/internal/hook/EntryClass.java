package org.qgate.gate.internal.hook;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes the class file of {@code public class probe.Entry}, without any member, as the JVM specification, chapter 4, says. */
final class EntryClass {
    private static final int JAVA_17 = 61;
    private static final int PUBLIC_SUPER = 0x21;
    private static final int SYNTHETIC = 0x1000;

    private EntryClass() {}

    static byte[] bytes() {
        return write(PUBLIC_SUPER);
    }

    /** Another class of that name. */
    static byte[] otherBytes() {
        return write(PUBLIC_SUPER | SYNTHETIC);
    }

    private static byte[] write(int access) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeShort(0);
            out.writeShort(JAVA_17);
            constants(out);
            out.writeShort(access);
            out.writeShort(2);
            out.writeShort(4);
            for (int none = 0; none < 4; none++) { // interfaces, fields, methods, attributes
                out.writeShort(0);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void constants(DataOutputStream out) throws IOException {
        out.writeShort(5);
        name(out, "probe/Entry", 1);
        name(out, "java/lang/Object", 3);
    }

    private static void name(DataOutputStream out, String name, int index) throws IOException {
        out.writeByte(1); // CONSTANT_Utf8
        out.writeUTF(name);
        out.writeByte(7); // CONSTANT_Class
        out.writeShort(index);
    }
}
