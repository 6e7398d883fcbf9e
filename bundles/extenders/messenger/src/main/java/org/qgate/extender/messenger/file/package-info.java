/** Files that go beside messages: in sealed chunks over streams, from wherever it was broken off. */
package org.qgate.extender.messenger.file;
