package org.qgate.api.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1",
        "255.255.255.255,255.255.255.255",
        "::,::",
        "::1,::1",
        "2001:DB8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "1:2:3:4:5:6:7:8,1:2:3:4:5:6:7:8",
        "fe80::,fe80::",
        "::ffff:10.0.0.1,::ffff:a00:1",
        "64:ff9b::192.0.2.33,64:ff9b::c000:221",
    })
    void shouldParseLiteralsAndPrintThemCanonically(String text, String canonical) {
        IpAddress address = IpAddress.parse(text).orElseThrow();
        assertEquals(canonical, address.toString());
        assertEquals(address, IpAddress.of(address.bytes()));
        assertEquals(address.bytes().length, address.toInetAddress().getAddress().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.1",
                "2130706433",
                "0",
                "0x7f.0.0.1",
                "0177.0.0.1",
                "01.2.3.4",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.4 ",
                "1..2.3",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "fe80::1%eth0",
                "12345::",
                "g::",
                "::1.2.3",
                "1:2:3:4:5:6:7::8",
                "1.2.3.4::",
                "::ffff:1.2.3.256",
            })
    void shouldRefuseEverythingElse(String text) {
        assertTrue(IpAddress.parse(text).isEmpty(), text);
    }

    @Test
    void shouldKeepMappedAddressesApartFromIpv4() {
        IpAddress mapped = IpAddress.parse("::ffff:127.0.0.1").orElseThrow();
        assertTrue(mapped.v6());
        assertFalse(IpRange.parse("127.0.0.0/8").orElseThrow().contains(mapped));
        assertFalse(mapped.isLoopback());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.0,false",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,::1,false",
        "2000::/3,3fff::1,true",
        "2000::/3,4000::,false",
        "2001:db8::/32,2001:db8:ffff::,true",
        "::/0,::1,true",
        "1.2.3.4,1.2.3.4,true",
        "1.2.3.4/32,1.2.3.5,false",
        "2001:db8::1/128,2001:db8::1,true",
        "2001:db8:0:0:8000::/65,2001:db8::7fff:0:0:0,false",
    })
    void shouldContainWhatTheRangeSays(String range, String address, boolean inside) {
        assertEquals(
                inside,
                IpRange.parse(range)
                        .orElseThrow()
                        .contains(IpAddress.parse(address).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "::/129", "x/8", "10.0.0.0/-1"})
    void shouldRefuseMalformedRanges(String text) {
        assertTrue(IpRange.parse(text).isEmpty(), text);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:80,127.0.0.1:80", "[::1]:65535,[::1]:65535"})
    void shouldParseEndpoints(String text, String canonical) {
        assertEquals(canonical, Endpoint.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1:80", "[127.0.0.1]:80", "127.0.0.1:65536", "host:80", "127.0.0.1:", ":80"})
    void shouldRefuseMalformedEndpoints(String text) {
        assertTrue(Endpoint.parse(text).isEmpty(), text);
    }
}
