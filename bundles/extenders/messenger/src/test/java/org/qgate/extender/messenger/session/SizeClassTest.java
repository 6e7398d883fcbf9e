package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long envelopes are. */
class SizeClassTest {
    /** A first message, a later one of the same chain, the first by new keys: the content's length alone decides. */
    @ParameterizedTest
    @EnumSource(SizeClass.class)
    void shouldDependOnTheContentAlone(SizeClass size) {
        byte[] longest = new byte[size.mostContent()];
        Person anna = new Person(61);
        Person bert = new Person(62);
        anna.begin(bert, true);
        for (int i = 0; i < 3; i++) {
            byte[] hers = anna.write(bert, longest);
            assertEquals(size.bytes(), hers.length);
            bert.reads(hers, longest);
            byte[] his = bert.write(anna, longest);
            assertEquals(size.bytes(), his.length);
            anna.reads(his, longest);
        }
    }

    @Test
    void shouldLeaveRoomForWhatPeopleWrite() {
        assertEquals(2_324, SizeClass.SMALL.mostContent());
        assertEquals(26_900, SizeClass.LARGE.mostContent());
        assertEquals(SizeClass.SMALL, SizeClass.of(0));
        assertEquals(SizeClass.LARGE, SizeClass.of(SizeClass.SMALL.mostContent() + 1));
        assertThrows(IllegalArgumentException.class, () -> SizeClass.of(SizeClass.LARGE.mostContent() + 1));
        assertThrows(IllegalArgumentException.class, () -> SizeClass.of(-1));
        assertTrue(SizeClass.has(8_192) && SizeClass.has(32_768));
        assertFalse(SizeClass.has(8_191) || SizeClass.has(0));
    }
}
