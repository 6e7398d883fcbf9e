package org.qgate.api.error;

/** Why a package is refused before any of its classes is looked at. None of these goes away by trying again. */
public enum PackageError implements ErrorCode {
    /** No ZIP of the kind that packages are. */
    MALFORMED(
            100,
            "The file is no package, or it is cut off.",
            "Fetch it again; packages are written by the Maven goal qgate:qsx."),
    /** Beyond a bound. */
    TOO_LARGE(
            101,
            "A package, an entry of it, or what an entry unpacks to is larger than allowed.",
            "Leave out what the extender does not need; the bounds stand in docs/extenders.md."),
    /** An entry too many. */
    UNLISTED(
            102,
            "The package has an entry that its manifest does not list.",
            "Pack it anew with qgate:qsx, which lists every file."),
    /** An entry too few. */
    MISSING(
            103,
            "The package lacks an entry that every package has or that its manifest lists.",
            "Pack it anew with qgate:qsx."),
    /** Two entries of one name. */
    DUPLICATE_NAME(
            104,
            "Two entries of an archive have the same name, or names that differ by case only.",
            "Pack it anew with qgate:qsx; one of the two would hide the other."),
    /** A name that leads elsewhere. */
    PATH_ESCAPE(
            105,
            "The name of an entry is no plain relative path.",
            "Pack it anew with qgate:qsx; names are made of letters, digits and . _ - $ with / between folders."),
    /** An entry that is no file. */
    LINK(
            106,
            "An entry is a link, a folder or a device.",
            "Pack it anew with qgate:qsx; only plain files belong into a package."),
    /** An entry that needs a password. */
    ENCRYPTED(107, "An entry is encrypted.", "Pack it anew with qgate:qsx; packages are signed, not encrypted."),
    /** Readers would disagree. */
    HIDDEN_DATA(
            108,
            "The archive has bytes that belong to no entry, or its directory contradicts the entries.",
            "Do not install it: such a file shows different things to different readers."),
    /** An extension nobody needs here. */
    ZIP64(109, "The archive uses ZIP64, several volumes or extra fields.", "Pack it anew with qgate:qsx."),
    /** An archive within. */
    NESTED_ARCHIVE(
            110,
            "The bundle contains another archive.",
            "Unpack libraries into the bundle, as Maven's shade plugin does."),
    /** Other bytes than were signed. */
    ALTERED(
            111,
            "An entry differs from the size, checksum or digest that is stated for it.",
            "Fetch the package again; if it stays so, do not install it."),
    /** No signature. */
    UNSIGNED(115, "The package has no signature.", "Ask the publisher for a signed package."),
    /** One of the two, or both, do not verify. */
    WRONG_SIGNATURE(
            116,
            "The Ed25519 or the ML-DSA-65 signature is missing or wrong; both must verify.",
            "Fetch the package again; if it stays so, do not install it."),
    /** The signature is over something else. */
    SIGNED_OTHER(117, "The signature is over other bytes than service.json.", "Do not install it; ask the publisher."),
    /** Nobody trusts that key here. */
    UNKNOWN_PUBLISHER(
            118,
            "The package is signed by a publisher whose key this node does not trust.",
            "Compare the key's digits with the publisher's by another way, then use publisher:trust FILE."),
    /** The key says another name. */
    PUBLISHER_NAME(
            119,
            "The manifest names its publisher differently from the trusted key.",
            "Do not install it; ask the publisher."),
    /** No publisher's key. */
    MALFORMED_KEY(120, "The file is no publisher's key, or its digits do not match its keys.", "Fetch the key again."),
    /** No statement of rotation. */
    MALFORMED_ROTATION(121, "The statement of a publisher's new key is malformed.", "Fetch it again."),
    /** The old key did not sign it. */
    UNPROVED_ROTATION(
            122,
            "The statement of a new key is not signed by the key that it replaces.",
            "Do not follow it; ask the publisher. An operator can trust the new key by publisher:trust."),
    /** Not newer than what is known. */
    OLD_ROTATION(
            123,
            "The statement of a new key is not newer than the last one of this publisher.",
            "Fetch the newest statement."),
    /** No update index. */
    MALFORMED_INDEX(124, "The update index is malformed or not signed by its publisher.", "Fetch it again."),
    /** Out of date. */
    EXPIRED_INDEX(
            125,
            "The update index has expired, or was issued in the future.",
            "Fetch the newest index and compare the node's clock; without one no update is known, and what runs goes on."),
    /** Older than what this node has seen. */
    OLD_INDEX(
            126,
            "The update index is older than one that this node has seen, or another one of the same number.",
            "Fetch the newest index; somebody may hold back updates."),
    /** Somebody else's key. */
    OTHER_KEY(
            127,
            "The key in the package is not the one that its manifest names.",
            "Do not install it; ask the publisher. Authors: pack it anew with qgate:qsx, which adds the right one."),
    /** Not JSON, or not canonical. */
    MALFORMED_MANIFEST(130, "service.json is no JSON in canonical form (RFC 8785).", "Pack it anew with qgate:qsx."),
    /** A key twice. */
    DUPLICATE_KEY(131, "service.json has a key twice in one object.", "Pack it anew with qgate:qsx."),
    /** A field of another version. */
    UNKNOWN_FIELD(
            132,
            "service.json has a field that this version does not know.",
            "Use a package for this version of QGate, or a newer QGate."),
    /** A field too few. */
    MISSING_FIELD(133, "service.json lacks a field.", "Pack it anew with qgate:qsx."),
    /** A type or a bound. */
    WRONG_VALUE(
            134,
            "A field of service.json has the wrong type or a value outside of its bounds.",
            "Mend the field that the message names."),
    /** Nobody knows it. */
    UNKNOWN_PERMISSION(
            135, "The manifest asks for a permission that does not exist.", "docs/extenders.md lists all permissions."),
    /** Known, without a facade. */
    PERMISSION_NOT_YET(
            136,
            "The manifest asks for a permission that is not in this version.",
            "Leave it out, or wait for a version that has it; docs/extenders.md says which ones there are."),
    /** Nobody gets it. */
    FORBIDDEN_PERMISSION(
            137,
            "The manifest asks for what no extender ever gets.",
            "Leave it out; docs/extenders.md says what there is instead."),
    /** A scope that the permission does not have. */
    WRONG_SCOPE(
            138,
            "The scope of a permission is empty, too wide, malformed or not sorted.",
            "Name exact protocols for net.*, exact topics for event.*, nothing for the others."),
    /** A name that belongs to the platform. */
    RESERVED_ID(
            139,
            "The extender's id is no reverse domain name, or one of the platform's.",
            "Take a domain of your own, such as org.example.echo."),
    /** Another form of manifest. */
    UNKNOWN_SCHEMA(
            140,
            "The manifest is of another schema than this version reads.",
            "Use a package for this version of QGate, or a newer QGate."),
    /** Somebody else's commands. */
    COMMAND_SCOPE(
            141,
            "The scope of the extender's shell commands is malformed, or one of the platform's.",
            "Take a word of your own of 2 to 16 letters from a to z, such as msg; docs/extenders.md says which are taken."),
    /** No bundle. */
    NO_HEADERS(
            145,
            "The bundle has no readable META-INF/MANIFEST.MF in its first place.",
            "Pack it anew with qgate:qsx, which generates the headers."),
    /** Outside the allow-list. */
    UNKNOWN_HEADER(
            146,
            "The bundle has a header that extenders do not have.",
            "Leave it out; qgate:qsx generates all headers from service.yaml."),
    /** Wider or other than the manifest generates. */
    OTHER_HEADER(
            147,
            "A header of the bundle differs from what the manifest generates.",
            "Pack it anew with qgate:qsx; nothing is asked for by headers alone."),
    /** Commands by header. */
    KARAF_COMMANDS(
            148,
            "The bundle asks Karaf for shell commands.",
            "Declare commands by Host.commands(); they run on the extender's own executor."),
    /** Components by header. */
    SERVICE_COMPONENT(
            149,
            "The bundle asks for declarative services or blueprint.",
            "Implement org.qgate.ext.Service; it gets all that it may use from its Host."),
    /** Part of another bundle. */
    FRAGMENT(150, "The bundle wants to become part of another one.", "Make it a bundle of its own."),
    /** Imports at run time. */
    DYNAMIC_IMPORT(
            151,
            "The bundle wants to import packages at run time.",
            "Embed what is needed; only org.qgate.ext is imported."),
    /** Code with a bundle context. */
    ACTIVATOR(152, "The bundle has an activator.", "Implement org.qgate.ext.Service instead."),
    /** Libraries outside of the JVM. */
    NATIVE_CODE(
            153,
            "The bundle brings native code.",
            "Use Java; native code needs a tier that this version does not have."),
    /** Classes per version of Java. */
    MULTI_RELEASE(
            154,
            "The bundle has classes for several versions of Java.",
            "Keep the Java 17 variant only; qgate:qsx does so."),
    /** Packages for others. */
    EXPORT(
            155,
            "The bundle exports packages or requires other bundles.",
            "Embed libraries; extenders meet by protocols and events."),
    /** Files that the platform acts upon. */
    SERVICE_FILES(
            156,
            "The bundle has files in META-INF or OSGI-INF that make the platform act.",
            "Leave them out; only MANIFEST.MF, LICENSE and NOTICE stay in META-INF."),
    /** A signature of another kind. */
    SIGNED_JAR(157, "The bundle is a signed jar.", "Leave the jar's own signature out; the package is signed."),
    /** Nothing to start. */
    ENTRY_CLASS(
            158,
            "The class that the manifest names as entry is missing, not public, or no org.qgate.ext.Service that can be made.",
            "Name a public final class with a public constructor without arguments that implements org.qgate.ext.Service.");

    private final ErrorEntry entry;

    PackageError(int number, String meaning, String advice) {
        entry = ErrorEntry.of("EXT", number, Severity.ERROR, Retry.WILL_NOT_HELP, meaning, advice);
    }

    @Override
    public ErrorEntry entry() {
        return entry;
    }
}
