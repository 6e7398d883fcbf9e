/** Packages: where they are kept, and everything that is looked at before one is used. */
package org.qgate.services.internal.parcel;
