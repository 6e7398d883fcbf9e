package org.qgate.client.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.client.archive.FolderTree;
import org.qgate.client.upgrade.MergeStep.Action;

/** What becomes of an operator's configuration when the defaults change. */
final class ConfigMergeTest {
    @TempDir
    private Path folder;

    private void put(String where, String name, String text) throws IOException {
        Path file = folder.resolve(where).resolve(name);
        Files.createDirectories(file.getParent());
        if (text != null) {
            Files.writeString(file, text);
        }
    }

    private void all(String name, String shipped, String mine, String next) throws IOException {
        put("shipped", name, shipped);
        put("mine", name, mine);
        put("next", name, next);
    }

    private ConfigMerge merge() throws IOException {
        return new ConfigMerge(folder.resolve("shipped"), folder.resolve("mine"), folder.resolve("next"));
    }

    private Map<String, String> written(ConfigMerge merge) throws IOException {
        Path out = folder.resolve("out");
        FolderTree.delete(out);
        merge.write(out);
        Map<String, String> texts = new TreeMap<>();
        for (var each : FolderTree.files(out).entrySet()) {
            texts.put(each.getKey(), Files.readString(each.getValue()));
        }
        return texts;
    }

    private static MergeStep step(String file, Action action, String... details) {
        return new MergeStep(file, action, List.of(details));
    }

    @Test
    void shouldTakeWhatNobodyChangedHere() throws IOException {
        all("same.cfg", "a = 1\n", "a = 1\n", "a = 1\n");
        all("newer.cfg", "a = 1\n", "a = 1\n", "a = 2\n");
        all("fresh.cfg", null, null, "a = 1\n");
        all("gone.cfg", "a = 1\n", "a = 1\n", null);
        ConfigMerge merge = merge();
        assertEquals(
                List.of(step("fresh.cfg", Action.NEW), step("gone.cfg", Action.REMOVED), step("newer.cfg", Action.NEW)),
                merge.steps());
        assertEquals(Map.of("same.cfg", "a = 1\n", "newer.cfg", "a = 2\n", "fresh.cfg", "a = 1\n"), written(merge));
    }

    @Test
    void shouldKeepWhatTheOperatorChanged() throws IOException {
        all("changed.cfg", "a = 1\n", "a = 5\n", "a = 1\n");
        all("own.json", null, "{}", null);
        all("agreed.cfg", "a = 1\n", "a = 2\n", "a = 2\n");
        all("deleted.cfg", "a = 1\n", null, "a = 1\n");
        ConfigMerge merge = merge();
        assertEquals(
                List.of(
                        step("agreed.cfg", Action.KEPT),
                        step("changed.cfg", Action.KEPT),
                        step("deleted.cfg", Action.KEPT, "removed by the operator")),
                merge.steps());
        assertEquals(Map.of("changed.cfg", "a = 5\n", "own.json", "{}", "agreed.cfg", "a = 2\n"), written(merge));
    }

    @Test
    void shouldMergeKeyByKeyAndKeepNotes() throws IOException {
        all(
                "k.cfg",
                "# Old words.\n#a = 1\n\n# On b.\nb = 1\nc = 1\nd = 1\n",
                "# Old words.\n# why: because\na = 7\n\n# On b.\nb = 1\nc = 9\n# mine\nz : 1\\\n  2\n",
                "# New words.\n#a = 2\n\n# On b, more.\nb = 2\nc = 1\ne = 3\nd = 1\n");
        ConfigMerge merge = merge();
        assertEquals(List.of(step("k.cfg", Action.MERGED, "a", "c", "z", "d")), merge.steps());
        assertEquals(
                Map.of(
                        "k.cfg",
                        "# New words.\n#a = 2\n# why: because\na = 7\n\n# On b, more.\nb = 2\nc = 9\ne = 3\n"
                                + "# mine\nz : 1\\\n  2\n"),
                written(merge));
    }

    @Test
    void shouldKeepTheOperatorsInAConflictAndLayTheReleasesBeside() throws IOException {
        all("k.cfg", "a = 1\nb = 1\n", "a = 5\nb = 1\n", "a = 2\nb = 2\n");
        all("removed.cfg", "a = 1\nb = 1\n", "b = 1\n", "a = 2\nb = 1\n");
        all("text.script", "one", "mine", "two");
        all("both.cfg", null, "x = 1\n", "x = 2\n");
        ConfigMerge merge = merge();
        assertEquals(
                List.of(
                        step("both.cfg", Action.CONFLICT),
                        step("k.cfg", Action.CONFLICT, "a: kept '5', the new default is '2'"),
                        step("removed.cfg", Action.CONFLICT, "a: kept nothing, the new default is '2'"),
                        step("text.script", Action.CONFLICT)),
                merge.steps());
        Map<String, String> written = written(merge);
        assertEquals("a = 5\nb = 2\n", written.get("k.cfg"));
        assertEquals("a = 2\nb = 2\n", written.get("k.cfg.new"));
        assertEquals("b = 1\n", written.get("removed.cfg"));
        assertEquals("mine", written.get("text.script"));
        assertEquals("two", written.get("text.script.new"));
        assertEquals("x = 1\n", written.get("both.cfg"));
    }

    @Test
    void shouldStartWithTheReleasesOwnJars() throws IOException {
        all("startup.properties", "one.jar = 1\n", "one.jar = 1\nmine.jar = 2\n", "two.jar = 1\n");
        all("jre.properties", "x", "x", "x");
        ConfigMerge merge = merge();
        assertEquals(List.of(step("startup.properties", Action.REPLACED)), merge.steps());
        Map<String, String> written = written(merge);
        assertEquals("two.jar = 1\n", written.get("startup.properties"));
        assertEquals("one.jar = 1\nmine.jar = 2\n", written.get("startup.properties.replaced"));
        assertFalse(written.containsKey("jre.properties.replaced"));
    }

    @Test
    void shouldReadKeysAsPropertiesAreRead() {
        Map<String, String> values = new SettingsText(
                        "a=1\nb : 2\nc 3\n d = 4 \ne\\=f = 5\n! no\n#no = 1\ng = x\\\n   y\\\\\nh =\n\ni\n")
                .values();
        assertEquals(
                Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e\\=f", "5", "g", "xy\\\\", "h", "", "i", ""), values);
    }
}
