package org.qgate.kernel.internal.directory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.qgate.common.wire.WireException;

/** Text that strangers wrote and operators read: valid UTF-8 without anything that moves a cursor or turns a line. */
final class Texts {
    private Texts() {}

    static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String decode(byte[] bytes, int atMost) {
        if (bytes.length < 1 || bytes.length > atMost) {
            throw new WireException("text of " + bytes.length + " bytes, allowed 1 to " + atMost);
        }
        try {
            // A decoder of its own reports malformed input; String's constructor would replace it silently.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (!harmless(text)) {
                throw new WireException("text has control or format characters");
            }
            return text;
        } catch (CharacterCodingException malformed) {
            throw new WireException("text is not UTF-8");
        }
    }

    /** Whether a text has neither control, format, private nor unassigned characters, nor other line ends. */
    static boolean harmless(String text) {
        return text.codePoints().noneMatch(point -> switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        });
    }
}
