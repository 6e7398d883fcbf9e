package org.qgate.dpn.internal.exit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;
import org.qgate.api.network.PortRange;

/** Every address form of [EXIT-4] and [EXIT-5]. */
final class AddressRulesTest {
    private static final Surroundings NOTHING = new Surroundings(Set.of(), Set.of(), 0);

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static ExitSettings settings(List<String> allow, List<String> deny) {
        return new ExitSettings(
                true,
                List.of(new PortRange(1, 65_535)),
                ranges(allow),
                ranges(deny),
                false,
                10,
                new ExitSettings.Rate(10, 10),
                new ExitSettings.Rate(10, 10),
                1_000);
    }

    private static List<IpRange> ranges(List<String> texts) {
        return texts.stream().map(text -> IpRange.parse(text).orElseThrow()).toList();
    }

    private static boolean allows(String address) {
        return AddressRules.allows(ip(address), 443, settings(List.of(), List.of()), NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.0.170",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:127.0.0.1",
                "::ffff:8.8.8.8",
                "::8.8.8.8",
                "64:ff9b::7f00:1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:2::1",
                "2001:1ff:ffff::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "3fff:fff:ffff::1",
                "fc00::1",
                "fd00::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "4000::1",
                "5f00::1"
            })
    void shouldRefuseWhatIsNotPublic(String address) {
        assertFalse(allows(address), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.15",
                "168.63.129.17",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.0.1.1",
                "192.88.98.1",
                "192.167.0.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700::1111",
                "3ffe::1",
                "3fff:1000::1"
            })
    void shouldAllowWhatIsPublic(String address) {
        assertTrue(allows(address), address);
    }

    @Test
    void shouldNeverReachPort25() {
        ExitSettings open = settings(List.of("0.0.0.0/0", "::/0"), List.of());
        assertFalse(AddressRules.allows(ip("1.1.1.1"), 25, open, NOTHING));
        assertFalse(AddressRules.allows(ip("127.0.0.1"), 25, open, NOTHING));
        assertFalse(open.serves(25));
    }

    @Test
    void shouldLetAnAllowedRangeWinOverAddressRules() {
        ExitSettings open = settings(List.of("127.0.0.0/8"), List.of("127.0.0.0/7"));
        assertTrue(AddressRules.allows(ip("127.0.0.1"), 80, open, NOTHING));
        assertFalse(AddressRules.allows(ip("126.0.0.1"), 80, open, NOTHING));
        assertFalse(AddressRules.allows(ip("::ffff:127.0.0.1"), 80, open, NOTHING), "never unwrapped");
    }

    @Test
    void shouldRefuseLinksOfRelaysEvenInAnAllowedRange() {
        ExitSettings open = settings(List.of("0.0.0.0/0"), List.of());
        Surroundings relays =
                new Surroundings(Set.of(), Set.of(Endpoint.parse("1.2.3.4:9001").orElseThrow()), 0);
        assertFalse(AddressRules.allows(ip("1.2.3.4"), 9001, open, relays));
        assertTrue(AddressRules.allows(ip("1.2.3.4"), 443, open, relays));
    }

    @Test
    void shouldRefuseThisNodesOwnLinkPortAtEveryAddressOfTheMachine() {
        ExitSettings open = settings(List.of("0.0.0.0/0"), List.of());
        Surroundings here = new Surroundings(Set.of(ip("1.2.3.4")), Set.of(), 9001);
        assertFalse(AddressRules.allows(ip("1.2.3.4"), 9001, open, here));
        assertFalse(AddressRules.allows(ip("127.0.5.5"), 9001, open, here));
        assertTrue(AddressRules.allows(ip("5.6.7.8"), 9001, open, here));
    }

    @Test
    void shouldRefuseThisMachineUnlessAllowed() {
        Surroundings here = new Surroundings(Set.of(ip("1.2.3.4")), Set.of(), 0);
        assertFalse(AddressRules.allows(ip("1.2.3.4"), 443, settings(List.of(), List.of()), here));
        assertTrue(AddressRules.allows(ip("1.2.3.4"), 443, settings(List.of("1.2.3.4"), List.of()), here));
    }

    @Test
    void shouldCut25OutOfRanges() {
        List<String> cut = ExitSettings.without25(List.of(
                        new PortRange(1, 65_535), new PortRange(25, 25), new PortRange(25, 30), new PortRange(80, 80)))
                .stream()
                .map(PortRange::toString)
                .toList();
        assertEquals(List.of("1-24", "26-65535", "26-30", "80"), cut);
    }

    @Test
    void shouldBoundTheRateOfEachKeyAlone() {
        TokenBuckets rates = new TokenBuckets();
        ExitSettings.Rate rate = new ExitSettings.Rate(2, 3);
        long second = 1_000_000_000L;
        assertEquals(
                3,
                Stream.generate(() -> rates.take("a", 0, rate))
                        .limit(10)
                        .filter(taken -> taken)
                        .count());
        assertTrue(rates.take("b", 0, rate));
        assertEquals(
                2,
                Stream.generate(() -> rates.take("a", second, rate))
                        .limit(10)
                        .filter(taken -> taken)
                        .count());
    }

    @Test
    void shouldForgetTheOldestKeyOnly() {
        TokenBuckets rates = new TokenBuckets();
        ExitSettings.Rate one = new ExitSettings.Rate(1, 1);
        assertTrue(rates.take("first", 0, one));
        for (int i = 1; i < TokenBuckets.MAX_KEYS; i++) {
            rates.take("other " + i, 0, one);
        }
        assertFalse(rates.take("first", 0, one));
        rates.take("one more", 0, one);
        assertFalse(rates.take("first", 0, one), "it was used last but one");
        assertTrue(rates.take("other 1", 0, one), "it was the oldest");
    }
}
