package org.qgate.api.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue and {@code docs/errors.md} say the same. {@code -Dqgate.docs.write=true} writes the document anew. */
class ErrorCatalogueTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("qgate.docs", "../../docs"), "errors.md");

    private static Stream<ErrorCode> all() {
        return Stream.<ErrorCode[]>of(
                        BaseError.values(),
                        CryptoError.values(),
                        TransportError.values(),
                        KernelError.values(),
                        DpnError.values(),
                        UpdateError.values(),
                        StoreError.values(),
                        VaultError.values(),
                        ExtenderError.values(),
                        PackageError.values(),
                        QrngError.values(),
                        LocalError.values(),
                        ClassError.values())
                .flatMap(Stream::of);
    }

    @Test
    void shouldListEveryErrorInTheDocument() throws IOException {
        StringBuilder expected = new StringBuilder("""
                # Errors

                Every error has a stable code. Exit codes of shell commands: 1 trying again may help, 2 it will not, 3 refused by
                policy, 4 consent needed, 64 usage.

                | code | severity | exit | meaning | what to do |
                |---|---|---|---|---|
                """);
        all().forEach(error -> expected.append(String.format(
                "| %s | %s | %d | %s | %s |%n",
                error.id(), error.severity(), error.retry().exitCode(), error.meaning(), error.advice())));
        if (Boolean.getBoolean("qgate.docs.write")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertEquals(expected.toString(), Files.readString(DOCUMENT));
    }

    @Test
    void shouldGiveEachErrorItsOwnCode() {
        List<String> ids = all().map(ErrorCode::id).toList();
        assertEquals(ids.size(), ids.stream().distinct().count());
        assertTrue(ids.stream().allMatch(id -> id.matches("QG-[A-Z]{3}-[0-9]{4}")), ids.toString());
    }
}
