/**
 * What an extender's classes may use. Every reference in every class file must be on a list of exact names; everything else
 * is refused, each with what to use instead.
 */
package org.qgate.qsx.verify;
