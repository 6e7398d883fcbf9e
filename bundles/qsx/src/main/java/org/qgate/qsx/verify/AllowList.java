package org.qgate.qsx.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Exact names of everything outside of its own classes that an extender may use: classes, and their fields and methods with
 * their descriptors. There are no prefixes and no exceptions; what is not here is refused. Immutable.
 *
 * <p>The form of the files: a line {@code class NAME} begins a class, {@code open NAME} one that may be extended or an
 * interface that may be implemented; after {@code <} come its super types that are here too. A line that begins with a space
 * names a member, then its descriptors. {@code hide MEMBER DESCRIPTOR} names a method that an open class or interface has and
 * that is not listed: an interface that declared it would call it. {@code link OWNER MEMBER DESCRIPTOR} is a way to link call sites. Lines that begin
 * with {@code #} are for people.
 */
public final class AllowList {
    /** Of Java, by version. */
    private static final String JAVA = "java-1.allow";
    /** Of the extender API. */
    private static final String EXT = "ext-1.allow";

    /**
     * A class that may be used.
     *
     * @param open whether it may be extended or implemented
     * @param supers its super types that may be used too
     * @param members name and descriptor in one, as {@link ClassFile#key} makes them
     */
    record Type(boolean open, List<String> supers, Set<String> members) {}

    private final Map<String, Type> types = new HashMap<>();
    private final Set<String> links = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();

    private AllowList() {}

    /** Reads the lists of this version. */
    public static AllowList load() {
        AllowList list = new AllowList();
        for (String file : List.of(JAVA, EXT)) {
            try (InputStream in = AllowList.class.getResourceAsStream(file)) {
                list.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)));
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
        return list;
    }

    private void read(BufferedReader lines) throws IOException {
        Set<String> members = new HashSet<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.strip().split(" ");
            if (line.startsWith(" ")) {
                addAll(members, words, 0);
            } else if (words[0].equals("hide")) {
                addAll(hidden, words, 1);
            } else if (words[0].equals("link")) {
                links.add(words[1] + " " + ClassFile.key(words[2], words[3]));
            } else if (words[0].equals("class") || words[0].equals("open")) {
                members = new HashSet<>();
                List<String> supers = words.length > 3 ? List.of(words).subList(3, words.length) : List.of();
                types.put(words[1], new Type(words[0].equals("open"), supers, members));
            }
        }
    }

    private static void addAll(Set<String> keys, String[] words, int name) {
        for (int i = name + 1; i < words.length; i++) {
            keys.add(ClassFile.key(words[name], words[i]));
        }
    }

    /** Returns the names of all classes, with slashes. */
    public Set<String> classes() {
        return Collections.unmodifiableSet(types.keySet());
    }

    /** Returns the fields and methods of a class as {@code name descriptor}, without those of its super types. */
    public Set<String> members(String name) {
        return Collections.unmodifiableSet(types.get(name).members());
    }

    /** Returns the super types of a class that are listed, too. */
    public List<String> supers(String name) {
        return types.get(name).supers();
    }

    /** Returns the ways to link call sites as {@code owner name descriptor}. */
    public Set<String> links() {
        return Collections.unmodifiableSet(links);
    }

    /** Returns methods that subclasses inherit and must not reach, as {@code name descriptor}. */
    public Set<String> hidden() {
        return Collections.unmodifiableSet(hidden);
    }

    boolean isHidden(String key) {
        return hidden.contains(key);
    }

    boolean has(String name) {
        return types.containsKey(name);
    }

    /** Tells whether a class may be extended, or an interface be implemented. */
    public boolean isOpen(String name) {
        Type type = types.get(name);
        return type != null && type.open();
    }

    boolean isLink(String owner, String key) {
        return links.contains(owner + " " + key);
    }

    /** Tells whether a class that is listed has a member, itself or from a super type; every class is an object. */
    boolean hasMember(String owner, String key) {
        if (types.get(owner).members().contains(key)) {
            return true;
        }
        if (key.startsWith("<init> ")) {
            return false; // constructors are not inherited
        }
        Deque<String> up = new ArrayDeque<>(types.get(owner).supers());
        Set<String> seen = new HashSet<>(up);
        while (!up.isEmpty()) {
            Type type = types.get(up.pop());
            if (type.members().contains(key)) {
                return true;
            }
            type.supers().stream().filter(seen::add).forEach(up::push);
        }
        return types.get("java/lang/Object").members().contains(key);
    }
}
