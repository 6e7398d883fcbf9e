/** JSON as maps, lists, strings, numbers and booleans: strict in, stable out. */
package org.qgate.common.json;
