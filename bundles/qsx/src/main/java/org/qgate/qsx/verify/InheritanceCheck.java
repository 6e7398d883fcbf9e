package org.qgate.qsx.verify;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.error.ClassError;

/**
 * Looks for methods that would be reached by another name: an own interface declares what a class of Java has and the list
 * has not, an own class inherits the one and implements the other, and a call of the interface ends in Java.
 */
final class InheritanceCheck {
    /** They have no method that is not listed and does anything. */
    private static final Set<String> HARMLESS = Set.of("java/lang/Object", "java/lang/Record", "java/lang/Enum");

    private InheritanceCheck() {}

    static void check(ClassFile type, OwnTypes own, AllowList allowed, ClassVerifier.Collected found) {
        if (type.isInterface()) {
            type.members.keySet().stream()
                    .filter(allowed::isHidden)
                    .forEach(key -> found.add(found.rules.ofMember(type.name, key, ClassError.MEMBER), type.name, key));
        } else if ((type.access & ClassFile.ABSTRACT) == 0) {
            checkClass(type, own, allowed, found);
        }
    }

    /** Whatever a newer Java may have: each abstract method of an own interface ends in own code or in a listed method. */
    private static void checkClass(ClassFile type, OwnTypes own, AllowList allowed, ClassVerifier.Collected found) {
        List<String> lineage = own.lineage(type.name);
        if (lineage.stream().allMatch(name -> own.has(name) || HARMLESS.contains(name))) {
            return;
        }
        for (String name : lineage) {
            if (own.has(name) && own.get(name).isInterface()) {
                for (Map.Entry<String, Integer> member : own.get(name).members.entrySet()) {
                    String key = member.getKey();
                    if ((member.getValue() & ClassFile.ABSTRACT) != 0 && !ends(lineage, key, own, allowed)) {
                        found.add(found.rules.ofMember(name, key, ClassError.UNRESOLVED), type.name, name + "." + key);
                    }
                }
            }
        }
    }

    private static boolean ends(List<String> lineage, String key, OwnTypes own, AllowList allowed) {
        for (String name : lineage) {
            if (own.has(name)) {
                Integer access = own.get(name).members.get(key);
                if (access != null && (access & (ClassFile.ABSTRACT | ClassFile.STATIC | ClassFile.PRIVATE)) == 0) {
                    return true;
                }
            } else if (allowed.has(name) && allowed.hasMember(name, key)) {
                return true;
            }
        }
        return false;
    }
}
