package org.qgate.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The inputs that a fuzz target keeps, one file each, in the folder {@code <Class>Inputs/<method>} of the test resources
 * beside its class: there Jazzer looks for them, and puts what it finds. Mutations are repeatable by a seed, {@code
 * -Dqgate.seed=N}.
 */
public final class Corpus {
    private static final long SEED = Long.getLong("qgate.seed", 20_261_120L);
    private static final int LARGEST_STEP = 64;

    /** Takes one input; whatever it throws is a finding. */
    @FunctionalInterface
    public interface Target {
        /** Takes an input, which is its own. */
        void take(byte[] input);
    }

    private final String folder;
    private final Class<?> test;

    private Corpus(Class<?> test, String method) {
        this.test = test;
        this.folder = test.getSimpleName() + "Inputs/" + method;
    }

    /** Returns the inputs of a method of a test class. */
    public static Corpus of(Class<?> test, String method) {
        return new Corpus(test, method);
    }

    /** Returns all inputs, by name of their files. */
    public List<byte[]> inputs() {
        URL found = test.getResource(folder);
        if (found == null) {
            throw new AssertionError("no inputs in " + folder);
        }
        try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
            List<byte[]> inputs = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
            return inputs;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Says when inputs that real code makes are not kept, or not as it makes them now; with {@code
     * -Dqgate.corpus.write=true} writes them.
     */
    public void keeps(Map<String, byte[]> made) {
        if (Boolean.getBoolean("qgate.corpus.write")) {
            made.forEach(this::write);
            return;
        }
        List<byte[]> kept = inputs();
        made.forEach((name, bytes) -> {
            if (kept.stream().noneMatch(one -> Arrays.equals(one, bytes))) {
                throw new AssertionError(folder + "/" + name + " is not what is made now: -Dqgate.corpus.write=true");
            }
        });
    }

    private void write(String name, byte[] bytes) {
        Path packaged = Path.of("src/test/resources", test.getPackageName().split("\\."));
        Path file = packaged.resolve(folder).resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Gives the target so many mutations of the inputs. */
    public void mutate(int times, Target target) {
        List<byte[]> inputs = inputs();
        for (int round = 0; round < times; round++) {
            SimRandom random = new SimRandom(SEED + round);
            byte[] input = pick(inputs, random).clone();
            for (long steps = random.upTo(5); steps >= 0; steps--) {
                input = step(input, pick(inputs, random), random);
            }
            try {
                target.take(input);
            } catch (Throwable found) {
                throw new AssertionError(folder + ", -Dqgate.seed=" + (SEED + round), found);
            }
        }
    }

    private static byte[] pick(List<byte[]> inputs, SimRandom random) {
        return inputs.get((int) random.upTo(inputs.size()));
    }

    private static byte[] step(byte[] input, byte[] other, SimRandom random) {
        int at = (int) random.upTo(input.length + 1L);
        int length = (int) random.upTo(Math.min(LARGEST_STEP, input.length - at) + 1L);
        return switch ((int) random.upTo(7)) {
            case 0 -> Arrays.copyOf(input, at);
            case 1 -> spliced(input, at, at, random.bytes((int) random.upTo(LARGEST_STEP)));
            case 2 -> spliced(input, at, at + length, new byte[0]);
            case 3 -> spliced(input, at, at, Arrays.copyOfRange(input, at, at + length));
            case 4 -> spliced(input, at, input.length, tail(other, random));
            case 5 -> number(input, at, random);
            default -> flipped(input, at, random);
        };
    }

    /** Returns an array with a range replaced. */
    private static byte[] spliced(byte[] input, int from, int to, byte[] middle) {
        byte[] out = Arrays.copyOf(input, from + middle.length + input.length - to);
        System.arraycopy(middle, 0, out, from, middle.length);
        System.arraycopy(input, to, out, from + middle.length, input.length - to);
        return out;
    }

    private static byte[] tail(byte[] other, SimRandom random) {
        return Arrays.copyOfRange(other, (int) random.upTo(other.length + 1L), other.length);
    }

    /** Puts a number at a border of its range where a length or a count may stand. */
    private static byte[] number(byte[] input, int at, SimRandom random) {
        long[] borders = {0, 1, -1, 0x7f, 0x80, 0x7fff, 0x8000, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE};
        long value = borders[(int) random.upTo(borders.length)] + random.upTo(2);
        int size = 1 << random.upTo(4);
        for (int i = 0; i < size && at + i < input.length; i++) {
            input[at + i] = (byte) (value >>> 8 * (size - 1 - i));
        }
        return input;
    }

    private static byte[] flipped(byte[] input, int at, SimRandom random) {
        if (at < input.length) {
            input[at] ^= (byte) (1 << random.upTo(8));
        }
        return input;
    }
}
