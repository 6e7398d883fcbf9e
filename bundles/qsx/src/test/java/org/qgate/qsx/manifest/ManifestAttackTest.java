package org.qgate.qsx.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.qgate.api.error.PackageError;
import org.qgate.ext.Permission;
import org.qgate.qsx.Packing;
import org.qgate.qsx.Samples;
import org.qgate.qsx.refuse.RefusedPackageException;

/** Manifests that are wrong in one place: each is refused with the rule and the place. */
class ManifestAttackTest {
    private static final String RIGHT = new String(
            ManifestWriter.write(Packing.listed(Samples.manifest(), new byte[10], Map.of())), StandardCharsets.UTF_8);

    private static RefusedPackageException refused(String json) {
        return assertThrows(
                RefusedPackageException.class,
                () -> ManifestReader.read(json.getBytes(StandardCharsets.UTF_8)),
                () -> "accepted: " + json);
    }

    private static void assertRefused(PackageError code, String json) {
        RefusedPackageException refused = refused(json);
        assertEquals(code, refused.code(), refused::getMessage);
    }

    private static String with(String from, String to) {
        assertTrue(RIGHT.contains(from), () -> from + " not in " + RIGHT);
        return RIGHT.replace(from, to);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    DUPLICATE_KEY        | "epoch":1,             | "epoch":1,"epoch":1,
                    DUPLICATE_KEY        | "handOver":true,       | "handOver":true,"handOver":true,
                    UNKNOWN_FIELD        | "epoch":1,             | "epoch":1,"erase":1,
                    UNKNOWN_FIELD        | "drainMs":30000,       | "drainMs":30000,"drainNow":true,
                    MISSING_FIELD        | "epoch":1,             | ``
                    MISSING_FIELD        | "drainMs":30000,       | ``
                    UNKNOWN_SCHEMA       | qgate.service/2        | qgate.service/1
                    MALFORMED_MANIFEST   | "epoch":1,             | "epoch":1.0,
                    MALFORMED_MANIFEST   | "epoch":1,             | "epoch": 1,
                    MALFORMED_MANIFEST   | "epoch":1,             | "epoch":99999999999999999999,
                    MALFORMED_MANIFEST   | {"artifacts"           | {{"artifacts"
                    MALFORMED_MANIFEST   | "title":"Echo"         | "title":"\\u0045cho"
                    WRONG_VALUE          | "epoch":1,             | "epoch":0,
                    WRONG_VALUE          | "epoch":1,             | "epoch":"1",
                    WRONG_VALUE          | "epoch":1,             | "epoch":null,
                    WRONG_VALUE          | "title":"Echo"         | "title":""
                    WRONG_VALUE          | "title":"Echo"         | "title":" Echo"
                    WRONG_VALUE          | "title":"Echo"         | "title":"Ec\\nho"
                    WRONG_VALUE          | "title":"Echo"         | "title":"\u202eohcE"
                    WRONG_VALUE          | "version":"1.2.3"      | "version":"1.2"
                    WRONG_VALUE          | "version":"1.2.3"      | "version":"01.2.3"
                    WRONG_VALUE          | "tier":"guarded"       | "tier":"core"
                    WRONG_VALUE          | "entry":"org.example   | "entry":"../org.example
                    WRONG_VALUE          | "api":"[1.0,2)"        | "api":"[1.0,2]"
                    WRONG_VALUE          | "api":"[1.0,2)"        | "api":"1.0"
                    WRONG_VALUE          | "threads":4            | "threads":33
                    WRONG_VALUE          | "threads":4            | "threads":0
                    WRONG_VALUE          | "cpuPercent":20        | "cpuPercent":101
                    WRONG_VALUE          | "streams":64           | "streams":-1
                    WRONG_VALUE          | "egress":[]            | "egress":["example.org"]
                    WRONG_VALUE          | "handOver":true        | "handOver":1
                    WRONG_VALUE          | "readyMs":10000        | "readyMs":600000
                    WRONG_VALUE          | .jar","                | .zip","
                    WRONG_VALUE          | "file":"org            | "file":"../org
                    WRONG_VALUE          | "size":10}             | "size":0}
                    WRONG_VALUE          | "provides":["echo/1"]  | "provides":["other/1"]
                    WRONG_VALUE          | "channel":"stable"     | "channel":"Stable!"
                    UNKNOWN_PERMISSION   | "log.write"            | "log.erase"
                    UNKNOWN_PERMISSION   | "log.write"            | "LOG.WRITE"
                    PERMISSION_NOT_YET   | "log.write"            | "internet.egress"
                    PERMISSION_NOT_YET   | "log.write"            | "http.publish"
                    FORBIDDEN_PERMISSION | "log.write"            | "process.spawn"
                    FORBIDDEN_PERMISSION | "log.write"            | "node.identity"
                    WRONG_SCOPE          | "scope":[]             | "scope":["x"]
                    WRONG_SCOPE          | "scope":["echo/1"]     | "scope":[]
                    WRONG_SCOPE          | "scope":["echo/1"]     | "scope":["*"]
                    WRONG_SCOPE          | ["echo/1","time/1"]    | ["time/1","echo/1"]
                    WRONG_SCOPE          | ["echo/1","time/1"]    | ["echo/1","echo/1"]
                    WRONG_VALUE          | "logLinesPerMinute":60,| "logLinesPerMinute":60,"memoryMiB":15,
                    WRONG_VALUE          | "logLinesPerMinute":60,| "logLinesPerMinute":60,"memoryMiB":4097,
                    DUPLICATE_KEY        | "epoch":1,             | "commands":"msg","epoch":1,"commands":"msg",
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"m","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"abcdefghijklmnopq","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"Msg","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"m:s","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":null,"epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"node","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"extender","epoch":1,
                    COMMAND_SCOPE        | "epoch":1,             | "commands":"bundle","epoch":1,
                    RESERVED_ID          | "id":"org.example.echo"| "id":"org.qgate.echo"
                    RESERVED_ID          | "id":"org.example.echo"| "id":"java.echo"
                    RESERVED_ID          | "id":"org.example.echo"| "id":"echo"
                    RESERVED_ID          | "id":"org.example.echo"| "id":"org.Example.echo"
                    RESERVED_ID          | "id":"org.example.echo"| "id":"org..echo"
                    """)
    void shouldRefuse(PackageError code, String from, String to) {
        assertRefused(code, with(from, to));
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertRefused(PackageError.WRONG_VALUE, with("\"title\":\"Echo\"", "\"title\":\"" + "E".repeat(61) + "\""));
        assertRefused(
                PackageError.RESERVED_ID, with("\"id\":\"org.example.echo\"", "\"id\":\"a." + "e".repeat(63) + "\""));
        assertRefused(PackageError.TOO_LARGE, RIGHT + " ".repeat(ManifestReader.LARGEST));
    }

    @Test
    void shouldRefuseAPermissionTwice() {
        String log = "{\"name\":\"log.write\",\"optional\":false,\"reason\":\"It says so.\",\"scope\":[]}";
        assertRefused(PackageError.WRONG_VALUE, with(log, log + "," + log));
    }

    @Test
    void shouldReadAndWriteManifestsWithoutTheNewerFieldsAsBefore() {
        assertFalse(RIGHT.contains("commands") || RIGHT.contains("memoryMiB"), RIGHT);
        ServiceManifest plain = ManifestReader.read(RIGHT.getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.empty(), plain.commands());
        assertEquals(48, plain.policies().quota().of(Quota.Item.MEMORY_MIB));
        assertEquals(RIGHT, new String(ManifestWriter.write(plain), StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadAndWriteTheNewerFields() {
        String json = with("\"epoch\":1,", "\"commands\":\"msg\",\"epoch\":1,")
                .replace("\"logLinesPerMinute\":60,", "\"logLinesPerMinute\":60,\"memoryMiB\":128,");
        ServiceManifest manifest = ManifestReader.read(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of("msg"), manifest.commands());
        assertEquals(128, manifest.policies().quota().of(Quota.Item.MEMORY_MIB));
        assertEquals(json, new String(ManifestWriter.write(manifest), StandardCharsets.UTF_8));
        ServiceManifest plain = ManifestReader.read(RIGHT.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                List.of("memoryMiB WIDENED", "commands ADDED"),
                Difference.between(plain, manifest).changes().stream()
                        .map(row -> row.name() + " " + row.change())
                        .toList());
        assertFalse(Difference.between(manifest, plain).isWider());
    }

    @Test
    void shouldSayWhichFieldIsWrong() {
        assertEquals(
                "service.json.policies.quota.threads",
                refused(with("\"threads\":4", "\"threads\":99"))
                        .refusals()
                        .get(0)
                        .where());
        assertEquals(
                "service.json.permissions[1].scope",
                refused(with("\"scope\":[\"echo/1\"]", "\"scope\":[]"))
                        .refusals()
                        .get(0)
                        .where());
    }

    static Stream<Permission> unavailable() {
        return Arrays.stream(Permission.values()).filter(each -> !each.available());
    }

    @ParameterizedTest
    @MethodSource("unavailable")
    void shouldRefuseEveryPermissionThatIsNotInThisVersion(Permission permission) {
        assertRefused(PackageError.PERMISSION_NOT_YET, with("\"log.write\"", "\"" + permission.id() + "\""));
    }

    @Test
    void shouldNotReadFromTheEndOfACutManifest() {
        for (int length = 0; length < RIGHT.length(); length += 7) {
            assertRefused(PackageError.MALFORMED_MANIFEST, RIGHT.substring(0, length));
        }
    }
}
