import { LICENSE_URL } from "./words.ts";

/** The licence of a release, in short. */
export const LICENSE = `CC0 1.0 Universal — ${LICENSE_URL}

To the extent possible under law, the makers of this dataset waive all rights to it, worldwide.
The reports it was read from are official documents of Chinese state organs (Copyright Law of the PRC, article 5).
It comes as it is, without warranty; what counts is the original, to which every row leads back (url, sha256).

本数据集在法律允许的范围内放弃一切权利。所依据的年度报告为国家机关公文（《中华人民共和国著作权法》第五条）。
数据按现状提供，不作担保；以原件为准，各行均可追溯至原件（url、sha256）。
`;
