/** Text that a header carries as it is. */
const plain = /^(?!=\?)([!-~]([ -~]*[!-~])?)?$/;
const encoded = /^=\?UTF-8\?B\?([A-Za-z\d+/=]*)\?=$/i;

/**
 * An object's metadata as headers carry it: names in lower case, values that are not plain text in the writing of mail.
 * @see https://www.rfc-editor.org/rfc/rfc2047
 * @throws Error for a name that not every cloud takes
 */
export function toHeaders(metadata: Readonly<Record<string, string>> = {}): Record<string, string> {
  const entries = Object.entries(metadata).map(([name, value]) => {
    if (!/^[a-z_]\w*$/i.test(name)) {
      throw new Error(
        `The metadata '${name}' is not possible: a name is a letter or _ first, then letters, digits and _.`,
      );
    }
    return [name.toLowerCase(), plain.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/** The other way round. */
export function fromHeaders(headers: Readonly<Record<string, string | undefined>> = {}): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value = '']) => {
    const [, base64] = encoded.exec(value) ?? [];
    return [name.toLowerCase(), base64 === undefined ? value : Buffer.from(base64, 'base64').toString()];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
