package org.qgate.store.internal.index;

import java.io.IOException;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.serializer.GroupSerializerObjectArray;
import org.qgate.store.internal.journal.Place;

/** Packs a place into about ten bytes. */
final class PlaceSerializer extends GroupSerializerObjectArray<Place> {
    @Override
    public void serialize(DataOutput2 out, Place place) throws IOException {
        out.packInt(place.segment());
        out.packInt(place.offset());
        out.packInt(place.length());
        out.packLong(place.sequence());
    }

    @Override
    public Place deserialize(DataInput2 in, int available) throws IOException {
        return new Place(in.unpackInt(), in.unpackInt(), in.unpackInt(), in.unpackLong());
    }
}
