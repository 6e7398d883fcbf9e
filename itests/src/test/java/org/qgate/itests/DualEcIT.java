package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Dual_EC_DRBG, whose constants may have a trapdoor that its makers know, is nowhere: not in a bundle of this build, and not
 * in what a bundle of this build can come to in BouncyCastle, which has it.
 */
class DualEcIT {
    private static final String DRBG = "org/bouncycastle/crypto/prng/drbg/DualECSP800DRBG";

    /** In names: not as a part of another word, such as "individualEcho". */
    private static final Pattern NAME = Pattern.compile("(?<![a-zA-Z])[dD][uU][aA][lL][-_ ]?[eE][cC](?![a-z])");

    /** The points Q of the curves P-256, P-384 and P-521: SP 800-90A (2012), appendix A.1. */
    private static final Set<String> POINTS = Set.of(
            "c97445f45cdef9f0d3e05e1e585fc297235b82b5be8ff3efca67c59852018192",
            "b28ef557ba31dfcbdd21ac46e2a91e3c304f44cb87058ada2cb815151e610046",
            "8e722de3125bddb05580164bfe20b8b432216a62926c57502ceede31c47816edd1e89769124179d0b695106428815065",
            "023b1660dd701d0839fd45eec36f9ee7b32e13b315dc02610aa1b636e346df671f790f84c5e09b05674dbb7e45c803dd",
            "1b9fa3e518d683c6b65763694ac8efbaec6fab44f2276171a42726507dd08add4c3b3f4c1ebc5b1222ddba077f722943"
                    + "b24c3edfa0f85fe24d0c8c01591f0be6f63",
            "1f3bdba585295d9a1110d1df1f9430ef8442c5018976ff3437ef91b81dc0b8132c8d5c39c32d0e004a3092b7d327c0e7"
                    + "a4d26d2c7b69b58f9066652911e457779de");

    private static List<ClassConstants> ours;
    private static Map<String, ClassConstants> bouncyCastle;

    @BeforeAll
    static void read() throws IOException {
        ours = BuiltBundles.all().stream()
                .flatMap(jar -> ClassConstants.ofJar(jar).stream())
                .toList();
        try (Stream<Path> files = Files.walk(BuiltBundles.distribution())) {
            Path jar = files.filter(file -> file.getFileName().toString().matches("bcprov-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            bouncyCastle = ClassConstants.ofJar(jar).stream()
                    .collect(Collectors.toMap(ClassConstants::name, each -> each, (one, newer) -> newer, HashMap::new));
        }
    }

    /** Which of its points a class has. */
    private static Set<String> points(ClassConstants of) {
        return POINTS.stream()
                .filter(point -> of.texts().stream()
                        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(point)))
                .collect(Collectors.toSet());
    }

    private static boolean banned(ClassConstants of) {
        return of.texts().stream().anyMatch(text -> NAME.matcher(text).find())
                || !points(of).isEmpty();
    }

    /** That what follows can fail: it is found where it is. */
    @Test
    void shouldBeFoundInBouncyCastle() {
        ClassConstants drbg = bouncyCastle.get(DRBG);
        assertTrue(banned(drbg));
        assertEquals(POINTS, points(drbg));
        assertTrue(NAME.matcher("Dual_EC_DRBG").find()
                && NAME.matcher("a dual-EC generator").find());
        assertFalse(NAME.matcher("individualEcho").find()
                || NAME.matcher("dualEcho").find());
    }

    @Test
    void shouldBeInNoBundle() {
        assertTrue(ours.size() > 500, ours.size() + " classes");
        assertEquals(
                List.of(),
                ours.stream().filter(DualEcIT::banned).map(ClassConstants::name).toList());
    }

    /** From the classes of BouncyCastle that ours name, over all that those name, and so on. */
    @Test
    void shouldNotBeReachedInBouncyCastle() {
        Set<String> reached = new TreeSet<>();
        ours.forEach(each -> reached.addAll(each.classes()));
        reached.retainAll(bouncyCastle.keySet());
        assertTrue(reached.contains("org/bouncycastle/math/ec/rfc8032/Ed25519"), "named: " + reached);
        Set<String> all = closure(reached);
        assertTrue(all.size() > reached.size());
        assertFalse(all.contains(DRBG));
        assertEquals(
                Set.of(),
                all.stream().filter(name -> banned(bouncyCastle.get(name))).collect(Collectors.toSet()));
    }

    private static Set<String> closure(Set<String> from) {
        Set<String> all = new HashSet<>(from);
        ArrayDeque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String next : bouncyCastle.get(open.pop()).classes()) {
                if (bouncyCastle.containsKey(next) && all.add(next)) {
                    open.push(next);
                }
            }
        }
        return all;
    }
}
