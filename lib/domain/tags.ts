/** The key of a tag: `C++ SDK` → `c++-sdk`, `文档` → `文档`; empty for a name without letters and digits. */
export function tagSlug(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+.]+/gu, "-")
    .replace(/^[-+.]+|-+$/g, "");
}
