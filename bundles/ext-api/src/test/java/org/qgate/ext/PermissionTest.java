package org.qgate.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionTest {
    @Test
    void shouldFindEachPermissionByItsName() {
        for (Permission each : Permission.values()) {
            assertEquals(Optional.of(each), Permission.named(each.id()));
            assertTrue(each.id().matches("[a-z]+\\.[a-z]+"), each.id());
        }
        assertEquals(Optional.empty(), Permission.named("process.spawn"));
    }

    @Test
    void shouldDeriveConstantsFromNames() {
        for (Permission each : Permission.values()) {
            assertEquals(each.name(), each.id().replace('.', '_').toUpperCase(Locale.ROOT));
        }
    }
}
