package org.qgate.extender.messenger.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of members and places of messages. */
class GroupTest {
    private final Crypto crypto = new Person(41).crypto;

    private List<Octets> people(int count) {
        List<Octets> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(Octets.of(crypto.random().bytes(32)));
        }
        return people;
    }

    @Test
    void shouldNotDependOnTheOrderOfMembers() {
        List<Octets> people = people(3);
        Group group = Group.make(crypto, people);
        List<Octets> turned = List.of(people.get(2), people.get(0), people.get(1));
        assertEquals(group, new Group(group.id(), 1, turned));
    }

    @Test
    void shouldTellListsApart() {
        List<Octets> people = people(3);
        Group group = Group.make(crypto, people);
        Group next = group.with(people.subList(0, 2));
        Group shown = new Group(group.id(), 1, people.subList(0, 2));
        GroupPlace place = group.place(crypto, 1);
        assertTrue(place.of(crypto, group));
        assertFalse(place.of(crypto, next));
        assertFalse(place.of(crypto, shown));
        assertFalse(place.of(crypto, Group.make(crypto, people)));
    }

    @Test
    void shouldRefuseTooManyTooFewAndTheSameTwice() {
        assertEquals(32, Group.make(crypto, people(32)).members().size());
        assertThrows(MalformedException.class, () -> Group.make(crypto, people(33)));
        assertThrows(MalformedException.class, () -> Group.make(crypto, List.of()));
        Octets one = people(1).get(0);
        assertThrows(MalformedException.class, () -> Group.make(crypto, List.of(one, one)));
        Group group = Group.make(crypto, people(2));
        assertThrows(MalformedException.class, () -> new Group(group.id(), 0, group.members()));
        assertThrows(MalformedException.class, () -> group.place(crypto, 0));
    }
}
