package org.qgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code openssl speed} for a hash: what the processor can do, by code that many have tuned. It counts its own CPU time. */
final class OpenSslSpeed {
    private OpenSslSpeed() {}

    /**
     * Runs for a second.
     *
     * @param hash such as {@code sha512}
     * @param bytes of an input
     * @return MB a CPU-second
     */
    static double of(String hash, int bytes) throws IOException {
        Process process = new ProcessBuilder(
                        "openssl", "speed", "-mr", "-seconds", "1", "-bytes", "" + bytes, "-evp", hash)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        // The last line: +F:25:sha512:576118083.00
        Optional<String> line =
                said.lines().filter(each -> each.startsWith("+F:")).findFirst();
        String[] fields = line.orElseThrow(() -> new IOException("openssl speed said: " + said))
                .split(":");
        return Double.parseDouble(fields[3]) / 1e6;
    }
}
