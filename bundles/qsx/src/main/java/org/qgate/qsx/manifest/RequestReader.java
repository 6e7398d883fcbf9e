package org.qgate.qsx.manifest;

import java.util.Set;
import java.util.SortedSet;
import org.qgate.api.error.PackageError;
import org.qgate.ext.Permission;
import org.qgate.qsx.manifest.ServiceManifest.Request;
import org.qgate.qsx.refuse.RefusedPackageException;

/** Reads one permission of a manifest. */
final class RequestReader {
    /** Those whose scope says what they reach; all others have none. */
    private static final Set<Permission> SCOPED =
            Set.of(Permission.NET_DIAL, Permission.NET_ACCEPT, Permission.EVENT_SUBSCRIBE, Permission.EVENT_PUBLISH);

    /** What somebody may think of and nobody ever gets. */
    private static final Set<String> NEVER = Set.of(
            "node.key",
            "node.identity",
            "node.config",
            "store.all",
            "process.spawn",
            "native.code",
            "native.load",
            "osgi.framework",
            "framework",
            "file.path",
            "file.write",
            "config.write");

    private static final int MOST_SCOPE = 64;

    private RequestReader() {}

    static Request read(String path, Object json) {
        Fields fields = Fields.of(path, json, Set.of("name", "scope", "reason", "optional"));
        Permission permission = permission(path, fields.value("name"));
        return new Request(
                permission, scope(fields, permission), fields.line("reason", 1, 200), fields.flag("optional"));
    }

    private static Permission permission(String path, Object name) {
        if (name instanceof String text && NEVER.contains(text)) {
            throw new RefusedPackageException(PackageError.FORBIDDEN_PERMISSION, path, text);
        }
        Permission permission = Permission.named(String.valueOf(name))
                .orElseThrow(
                        () -> new RefusedPackageException(PackageError.UNKNOWN_PERMISSION, path, Text.shown(name)));
        if (!permission.available()) {
            throw new RefusedPackageException(PackageError.PERMISSION_NOT_YET, path, permission.id());
        }
        return permission;
    }

    private static SortedSet<String> scope(Fields fields, Permission permission) {
        SortedSet<String> scope;
        try {
            scope = fields.texts("scope", MOST_SCOPE, Text.PROTOCOL);
        } catch (RefusedPackageException wrong) {
            throw new RefusedPackageException(
                    PackageError.WRONG_SCOPE,
                    fields.path("scope"),
                    wrong.refusals().get(0).what());
        }
        if (SCOPED.contains(permission) == scope.isEmpty()) {
            throw new RefusedPackageException(
                    PackageError.WRONG_SCOPE, fields.path("scope"), permission.id() + " " + scope);
        }
        return scope;
    }
}
