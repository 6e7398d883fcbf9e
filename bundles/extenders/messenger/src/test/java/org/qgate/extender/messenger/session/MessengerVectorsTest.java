package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The public vector of sessions, {@code docs/vectors/messenger.json}: written by these classes, read by {@link PlainReader},
 * which shares no code with them. A deliberate change of the format writes the file anew: {@code -Dqgate.vectors.write=true}.
 */
class MessengerVectorsTest {
    private static final Path FILE =
            Path.of(System.getProperty("qgate.docs", "../../../docs"), "vectors", "messenger.json");
    private static final Pattern ENTRY = Pattern.compile("\"([A-Za-z]+)\" : \"([^\"]*)\"");

    private static Map<String, String> made() {
        Person anna = new Person(71);
        Person bert = new Person(72);
        Map<String, String> made = new LinkedHashMap<>();
        made.put("schema", "qgate.vectors.messenger/1");
        made.put(
                "about",
                "A session ([SESS-1] to [SESS-9]): two messages from anna to bert by his pre-keys, and his answer. Private keys"
                        + " are what each one needs to read what came. Everything is hexadecimal but the texts.");
        anna.begin(bert, true);
        made.put("annaIdentity", hex(anna.own.identity().encode()));
        made.put("bertIdentity", hex(bert.own.identity().encode()));
        pair(made, "annaIdentity", anna.own.pair());
        pair(made, "bertIdentity", bert.own.pair());
        OwnPreKey signed = bert.find(1).orElseThrow();
        OwnPreKey oneTime = bert.find(2).orElseThrow();
        made.put("bertSigned", hex(signed.preKey().encode()));
        pair(made, "bertSigned", signed.pair());
        made.put("bertOneTime", hex(oneTime.preKey().encode()));
        pair(made, "bertOneTime", oneTime.pair());
        pair(
                made,
                "annaEphemeral",
                anna.with(bert).current().sending().orElseThrow().pair());
        made.put("firstText", "The first message.");
        byte[] first = anna.write(bert, made.get("firstText"));
        made.put("first", hex(first));
        made.put("secondText", "The second, before any answer.");
        byte[] second = anna.write(bert, made.get("secondText"));
        made.put("second", hex(second));
        bert.reads(first, made.get("firstText"));
        bert.reads(second, made.get("secondText"));
        made.put("answerText", "The answer, by new keys.");
        made.put("answer", hex(bert.write(anna, made.get("answerText"))));
        return made;
    }

    private static void pair(Map<String, String> made, String name, KeyPair pair) {
        made.put(name + "AgreementPrivate", pair.agreementPrivate().hex());
        made.put(name + "KemPrivate", pair.kemPrivate().hex());
    }

    private static String hex(byte[] bytes) {
        return Octets.of(bytes).hex();
    }

    private static Map<String, String> vector() throws IOException {
        if (Boolean.getBoolean("qgate.vectors.write")) {
            StringBuilder out = new StringBuilder("{\n");
            made().forEach((name, value) -> out.append("  \"" + name + "\" : \"" + value + "\",\n"));
            out.setLength(out.length() - 2);
            Files.writeString(FILE, out.append("\n}\n"));
        }
        Map<String, String> vector = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(Files.readString(FILE));
        while (entry.find()) {
            vector.put(entry.group(1), entry.group(2));
        }
        return vector;
    }

    @Test
    void shouldWriteWhatTheVectorSays() throws IOException {
        assertEquals(made(), vector());
    }

    @Test
    void shouldBeReadByCodeThatSharesNothing() throws Exception {
        Map<String, String> vector = vector();
        PlainReader reader = new PlainReader(vector);
        assertEquals(vector.get("firstText"), text(reader.readAtBert("first")));
        assertEquals(vector.get("secondText"), text(reader.readAtBert("second")));
        assertEquals(vector.get("answerText"), text(reader.readAtAnna("answer")));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
