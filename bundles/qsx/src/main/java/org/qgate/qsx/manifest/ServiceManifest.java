package org.qgate.qsx.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.qgate.ext.Permission;

/**
 * What a publisher signs: the whole of {@code service.json}. A value that {@link ManifestReader} returned keeps all
 * bounds; one that was made otherwise has to pass {@link ManifestWriter#write}, which reads what it wrote.
 *
 * @param id reverse domain name in lower case, 3 to 64 characters; also the bundle's symbolic name
 * @param version three numbers and perhaps a qualifier (OSGi Core R8, section 3.2.5)
 * @param epoch the format of the extender's own data, from 1 on
 * @param title for people, one line of at most 60 characters
 * @param licence SPDX expression, for people
 * @param artifacts the bundle first, then the other files of the package by name
 * @param provides names of the protocols that it accepts, sorted; each is also in the scope of {@code net.accept}
 * @param requires other extenders that must be there, by id
 * @param permissions what it asks for, by name
 * @param commands scope of its commands in the shell, as {@code msg} in {@code msg:send}; empty when it has none
 */
public record ServiceManifest(
        String id,
        String version,
        long epoch,
        String title,
        String licence,
        Publisher publisher,
        Runtime runtime,
        List<Artifact> artifacts,
        SortedSet<String> provides,
        List<Requirement> requires,
        List<Request> permissions,
        Policies policies,
        Lifecycle lifecycle,
        Update update,
        Optional<String> commands) {
    /** What {@code schema} says in manifests of extenders. */
    public static final String SCHEMA = "qgate.service/2";

    /** What the signature is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.qgate.service+json";

    /** Makes the lists unchangeable. */
    public ServiceManifest {
        artifacts = List.copyOf(artifacts);
        provides = Sorted.copy(provides);
        requires = List.copyOf(requires);
        permissions = List.copyOf(permissions);
    }

    /** Returns the bundle's row of the artifacts. */
    public Artifact bundle() {
        return artifacts.get(0);
    }

    /** Returns the same with other artifacts, which the given fills into an empty list. */
    public ServiceManifest withArtifacts(Consumer<List<Artifact>> filling) {
        List<Artifact> filled = new ArrayList<>();
        filling.accept(filled);
        return new ServiceManifest(
                id,
                version,
                epoch,
                title,
                licence,
                publisher,
                runtime,
                filled,
                provides,
                requires,
                permissions,
                policies,
                lifecycle,
                update,
                commands);
    }

    /** Returns the same for another tier. */
    public ServiceManifest in(Tier tier) {
        return new ServiceManifest(
                id,
                version,
                epoch,
                title,
                licence,
                publisher,
                new Runtime(tier, runtime.api(), runtime.entry()),
                artifacts,
                provides,
                requires,
                permissions,
                policies,
                lifecycle,
                update,
                commands);
    }

    /** Returns what is asked for under a permission; empty when it is not asked for. */
    public Optional<Request> request(Permission permission) {
        return permissions.stream()
                .filter(each -> each.permission() == permission)
                .findFirst();
    }

    /**
     * Who signs.
     *
     * @param name for people, as the trusted key has it
     * @param keyId 64 lower-case hexadecimal digits: {@code PublisherKey.id()}
     */
    public record Publisher(String name, String keyId) {}

    /**
     * Where it runs.
     *
     * @param api range of versions of {@code org.qgate.ext}, as in {@code [1.0,2)}
     * @param entry name of the public class that implements {@code org.qgate.ext.Service}
     */
    public record Runtime(Tier tier, String api, String entry) {}

    /** How far apart from the node it runs. */
    public enum Tier {
        /** In the node's process, behind the verifier. */
        GUARDED,
        /** In a process of its own. */
        PROCESS;

        /** Returns the name that manifests use. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One file of the package.
     *
     * @param sha256 64 lower-case hexadecimal digits
     */
    public record Artifact(String file, long size, String sha256) {}

    /**
     * Another extender that has to be there.
     *
     * @param versions range of versions, as in {@code [1.0,2)}
     */
    public record Requirement(String id, String versions) {}

    /**
     * One permission that is asked for.
     *
     * @param scope exact protocols for {@code net.*}, exact topics for {@code event.*}, empty for all others
     * @param reason the publisher's words, one line of at most 200 characters
     * @param optional whether it also works without
     */
    public record Request(Permission permission, SortedSet<String> scope, String reason, boolean optional) {
        /** Makes the scope unchangeable. */
        public Request {
            scope = Sorted.copy(scope);
        }
    }

    /**
     * What it costs the node and its user.
     *
     * @param egress exact names of hosts of the Internet, sorted; empty in this version
     * @param data the publisher's words on what becomes of people's data
     * @param price the publisher's words on what it costs; empty for nothing
     */
    public record Policies(Quota quota, SortedSet<String> egress, String data, String price) {
        /** Makes the set unchangeable. */
        public Policies {
            egress = Sorted.copy(egress);
        }
    }

    /**
     * How it is replaced.
     *
     * @param handOver whether a new version takes over what {@code exportState} returns
     * @param drainMs how long calls and streams of the old version may take to end
     * @param readyMs within which the new version has to be ready
     * @param probationMs for how long a failure of the new version brings the old one back
     */
    public record Lifecycle(boolean handOver, long drainMs, long readyMs, long probationMs) {
        /** What {@code service.yaml} may leave out. */
        public static final Lifecycle DEFAULT = new Lifecycle(true, 30_000, 10_000, 120_000);
    }

    /**
     * How it is kept current.
     *
     * @param channel such as {@code stable}
     * @param minimumFrom the oldest version that can be updated to this one
     */
    public record Update(String channel, String minimumFrom) {
        /** What {@code service.yaml} may leave out. */
        public static final Update DEFAULT = new Update("stable", "0.0.0");
    }
}
