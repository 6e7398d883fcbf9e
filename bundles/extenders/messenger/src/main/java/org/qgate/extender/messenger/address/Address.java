package org.qgate.extender.messenger.address;

import java.util.ArrayList;
import java.util.List;
import org.qgate.extender.messenger.session.Identity;
import org.qgate.extender.messenger.session.MalformedException;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.session.Reader;
import org.qgate.extender.messenger.session.Writer;

/**
 * What one needs to write to somebody.
 *
 * @param fingerprint who: nobody else can answer to it
 * @param places where, best first; at most {@link #MOST_PLACES}, none for somebody who cannot be written to yet
 */
public record Address(Octets fingerprint, List<Place> places) {
    /** How many places an address has at most. */
    public static final int MOST_PLACES = 3;

    /** The greatest length of {@link #encode()}, in bytes. */
    public static final int MOST_BYTES =
            Identity.FINGERPRINT_BYTES + 1 + MOST_PLACES * (Place.NODE_BYTES + Place.BOX_BYTES);

    /** Refuses what is out of range. */
    public Address {
        places = List.copyOf(places);
        if (fingerprint.length() != Identity.FINGERPRINT_BYTES || places.size() > MOST_PLACES) {
            throw new MalformedException("an address of " + fingerprint + " and " + places.size() + " places");
        }
    }

    /** Writes it. */
    public void write(Writer writer) {
        writer.raw(fingerprint).u8(places.size());
        places.forEach(place -> place.write(writer));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws MalformedException when it is none
     */
    public static Address read(Reader reader) {
        Octets fingerprint = reader.octets(Identity.FINGERPRINT_BYTES);
        int count = reader.u8();
        if (count > MOST_PLACES) {
            throw new MalformedException(count + " places");
        }
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(Place.read(reader));
        }
        return new Address(fingerprint, places);
    }

    /** Returns it as at most {@link #MOST_BYTES} bytes. */
    public byte[] encode() {
        Writer writer = new Writer();
        write(writer);
        return writer.bytes();
    }
}
