package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value that is kept or sent: read back as written, and refused when cut, longer or of another version. */
class EncodingTest {
    private record Value(String name, byte[] bytes, Function<byte[], byte[]> again) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Value> values() {
        Person anna = new Person(31);
        Person bert = new Person(32);
        anna.begin(bert, true);
        byte[] first = anna.kept.get(bert.fingerprint());
        bert.reads(anna.write(bert, "one"), "one");
        anna.write(bert, "lost");
        bert.reads(anna.write(bert, "two"), "two");
        byte[] later = bert.kept.get(anna.fingerprint());
        Group group = Group.make(anna.crypto, List.of(anna.fingerprint(), bert.fingerprint()));
        return Stream.of(
                new Value("identity", anna.own.identity().encode(), b -> Identity.decode(b)
                        .encode()),
                new Value("own identity", anna.own.encode(), b -> OwnIdentity.decode(b)
                        .encode()),
                new Value("own pre-key", anna.preKeys.get(1), b -> OwnPreKey.decode(b)
                        .encode()),
                new Value("pre-key", anna.bundle(false).signed().encode(), b -> PreKey.decode(b)
                        .encode()),
                new Value("bundle", anna.bundle(true).encode(), b -> Bundle.decode(b)
                        .encode()),
                new Value("short bundle", anna.bundle(false).encode(), b -> Bundle.decode(b)
                        .encode()),
                new Value("begun correspondence", first, b -> Correspondence.decode(b)
                        .encode()),
                new Value("correspondence", later, b -> Correspondence.decode(b).encode()),
                new Value("group", group.encode(), b -> Group.decode(b).encode()),
                new Value("place", group.place(anna.crypto, 7).encode(), b -> GroupPlace.decode(b)
                        .encode()),
                new Value("attachment", Attachment.make(anna.crypto, 9).encode(), b -> Attachment.decode(b)
                        .encode()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldReadWhatItWrote(Value value) {
        assertArrayEquals(value.bytes(), value.again().apply(value.bytes()));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldRefuseWhatIsCutOrLonger(Value value) {
        for (int length = 0; length < value.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(value.bytes(), length);
            assertThrows(MalformedException.class, () -> value.again().apply(cut), () -> "cut to " + cut.length);
        }
        byte[] longer = Arrays.copyOf(value.bytes(), value.bytes().length + 1);
        assertThrows(MalformedException.class, () -> value.again().apply(longer));
    }

    @ParameterizedTest
    @MethodSource("values")
    void shouldRefuseAnotherVersion(Value value) {
        for (int version : new int[] {0, 2, 255}) {
            byte[] other = value.bytes().clone();
            other[0] = (byte) version;
            assertThrows(MalformedException.class, () -> value.again().apply(other));
        }
    }

    /** Altered bytes are another value or none, never another failure. */
    @ParameterizedTest
    @MethodSource("values")
    void shouldReadOrRefuseWhateverItGets(Value value) {
        for (int i = 0; i < value.bytes().length; i++) {
            byte[] other = value.bytes().clone();
            other[i] ^= (byte) (1 << i % 8);
            try {
                assertFalse(Arrays.equals(value.bytes(), value.again().apply(other)), "byte " + i);
            } catch (MalformedException refused) {
                assertEquals(MalformedException.class, refused.getClass());
            }
        }
    }
}
