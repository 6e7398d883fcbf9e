/** What an operator is asked, what was agreed to, and what follows from it. */
package org.qgate.services.internal.consent;
