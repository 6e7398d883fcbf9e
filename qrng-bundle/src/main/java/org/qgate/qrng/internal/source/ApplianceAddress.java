package org.qgate.qrng.internal.source;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qgate.api.net.IpAddress;
import org.qgate.api.qrng.SourceSpec;

/**
 * Where an appliance is and how it is known again.
 *
 * @param host as it stands in requests
 * @param pin SHA-256 of its certificate, 32 bytes; empty without TLS
 */
record ApplianceAddress(InetSocketAddress socket, String host, byte[] pin) {
    /** The option with the certificate's SHA-256. */
    static final String PIN = "pin";

    /** The option that allows no TLS on loopback. */
    static final String INSECURE = "insecure";

    private static final Pattern URL =
            Pattern.compile("(https?)://(\\[[0-9a-fA-F:.]+\\]|[^/:?#\\[\\]]+)(?::([0-9]{1,5}))?/?");
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int HIGHEST_PORT = 65_535;
    private static final int DIGEST = 32;

    /**
     * Reads a device's location and options.
     *
     * @throws org.qgate.api.error.QGateException QG-QRN-0002 for what is not allowed
     */
    static ApplianceAddress of(SourceSpec spec) {
        Matcher url = URL.matcher(spec.location());
        if (!url.matches()) {
            throw Options.bad("location '" + Quoted.of(spec.location()) + "': https://ADDRESS or https://ADDRESS:PORT");
        }
        boolean secure = url.group(1).equals("https");
        IpAddress address = address(url.group(2));
        int port = url.group(3) == null ? (secure ? HTTPS : HTTP) : Integer.parseInt(url.group(3));
        if (port < 1 || port > HIGHEST_PORT) {
            throw Options.bad("port " + port + ": 1 to " + HIGHEST_PORT);
        }
        byte[] pin = secure ? pin(spec) : none(spec, address);
        return new ApplianceAddress(
                new InetSocketAddress(address.toInetAddress(), port), url.group(2) + ":" + port, pin);
    }

    /** Names are not looked up: who answers for them could send the node elsewhere, and learns what it runs. */
    private static IpAddress address(String host) {
        String literal = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return IpAddress.parse(literal)
                .orElseThrow(() -> Options.bad("location: '" + Quoted.of(host)
                        + "' is no IP address; names are not looked up, give 192.0.2.7 or [2001:db8::7]"));
    }

    private static byte[] pin(SourceSpec spec) {
        if (Options.flag(spec, INSECURE)) {
            throw Options.bad("option insecure: only with http://");
        }
        String text = spec.options().getOrDefault(PIN, "");
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT); // as openssl x509 -fingerprint writes it
        if (!digits.matches("[0-9a-f]{" + 2 * DIGEST + "}")) {
            throw Options.bad("option pin: the SHA-256 of the appliance's certificate is needed, " + 2 * DIGEST
                    + " hexadecimal digits, not '" + Quoted.of(text) + "'");
        }
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] none(SourceSpec spec, IpAddress address) {
        if (!Options.flag(spec, INSECURE) || !address.isLoopback()) {
            throw Options.bad(
                    "http:// needs the option insecure = true and an address of loopback: anybody between could"
                            + " read and choose what comes");
        }
        if (spec.options().containsKey(PIN)) {
            throw Options.bad("option pin: there is no certificate with http://");
        }
        return new byte[0];
    }

    boolean secure() {
        return pin.length > 0;
    }
}
