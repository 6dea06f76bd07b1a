import { createHash } from 'node:crypto';
import type { PDFArray, PDFContext, PDFDict, PDFDocument, PDFObject, PDFRef } from '@cantoo/pdf-lib';
import type { PdfUpdate } from './read-update.js';

type Lib = typeof import('@cantoo/pdf-lib');

/** The signature that an update adds. @internal */
export interface AddedSignature {
  readonly dict: PDFDict;
  /** Where the object that holds it lies in the file. */
  readonly place: { readonly start: number; readonly end: number };
}

/** What is wrong with what an update changes. */
export type UpdateFault = 'other-change' | 'no-signature' | 'several-signatures';

/**
 * Sorts what an update changes, as the classes of change analysis do (extension, signature or form fill, annotation,
 * undefined), and allows only what adding one signature takes: a signature field with its widget and value, the lists
 * that name it, a certification by it, validation data, and metadata. Everything that a reader would see elsewhere must
 * be the same object as before.
 * @internal
 */
export async function compareUpdate(
  sent: PDFDocument,
  update: PdfUpdate,
): Promise<
  { readonly ok: true; readonly added: AddedSignature } | { readonly ok: false; readonly fault: UpdateFault }
> {
  const lib = await import('@cantoo/pdf-lib');
  return new Comparison(lib, sent, update).run();
}

class Comparison {
  readonly #lib: Lib;
  readonly #old: PDFContext;
  readonly #update: PdfUpdate;
  readonly #pages: ReadonlySet<number>;
  /** References that stand in a list of fields or annotations now and did not before. */
  readonly #listed = new Set<number>();
  readonly #filled = new Set<number>();

  constructor(lib: Lib, sent: PDFDocument, update: PdfUpdate) {
    this.#lib = lib;
    this.#old = sent.context;
    this.#update = update;
    this.#pages = new Set(sent.getPages().map((page) => page.ref.objectNumber));
  }

  run() {
    const { Root: before } = this.#old.trailerInfo;
    const root = this.#update.trailer.get(this.#name('Root'));
    const rootNumber = this.#numberOf(before);
    if (rootNumber === undefined || this.#numberOf(root) !== rootNumber) return this.#no('other-change');
    const dangling = this.#danglingRefs();
    for (const [number, now] of this.#update.objects) {
      const was = this.#old.lookup(this.#lib.PDFRef.of(number));
      if (was === undefined) {
        // What was missing and is there now would show where it is named.
        if (dangling.has(number)) return this.#no('other-change');
      } else if (!this.#allowed(number, rootNumber, was, now)) return this.#no('other-change');
    }
    return this.#signature(rootNumber);
  }

  #allowed(number: number, root: number, was: PDFObject, now: PDFObject): boolean {
    if (this.#canon(was) === this.#canon(now)) return true;
    const { PDFDict: Dict, PDFArray: List } = this.#lib;
    if (number === this.#numberOf(this.#old.trailerInfo.Info)) return true;
    if (was instanceof Dict && now instanceof Dict) {
      if (number === root) return this.#catalogAllowed(was, now);
      if (number === this.#formNumber(root)) return this.#formAllowed(was, now);
      if (this.#pages.has(number)) {
        return this.#same(was, now, { Annots: (a, b) => this.#listAllowed(a, b) });
      }
      return this.#fieldAllowed(number, was, now);
    }
    if (was instanceof List && now instanceof List) {
      return this.#growingLists(root).has(number) && this.#listAllowed(was, now);
    }
    return number === this.#numberOf(this.#catalog(root)?.get(this.#name('Metadata')));
  }

  #catalogAllowed(was: PDFDict, now: PDFDict): boolean {
    return this.#same(was, now, {
      AcroForm: (a, b) => {
        const [before, after] = [this.#resolve(a, 'old'), this.#resolve(b, 'new')];
        if (!(after instanceof this.#lib.PDFDict)) return false;
        if (before === undefined) return this.#formAllowed(this.#old.obj({}) as PDFDict, after);
        return before instanceof this.#lib.PDFDict && this.#formAllowed(before, after);
      },
      Perms: (a) => a === undefined,
      DSS: () => true,
      Extensions: () => true,
      Version: () => true,
      Metadata: () => true,
    });
  }

  #formAllowed(was: PDFDict, now: PDFDict): boolean {
    return this.#same(was, now, {
      Fields: (a, b) => this.#listAllowed(a, b),
      SigFlags: () => true,
      // Resources for the appearance: more of them changes nothing that was drawn.
      DR: (a, b) => this.#onlyMore(a, b),
      DA: (a) => a === undefined,
      // Else readers would draw other fields anew.
      NeedAppearances: (_, b) => b?.toString() === 'false',
    });
  }

  /** An empty signature field that is filled. */
  #fieldAllowed(number: number, was: PDFDict, now: PDFDict): boolean {
    if (was.get(this.#name('FT')) !== this.#name('Sig') || was.has(this.#name('V'))) return false;
    this.#filled.add(number);
    const fill = () => true;
    return this.#same(was, now, { V: fill, AP: fill, F: fill, MK: fill, DA: fill, M: fill });
  }

  #listAllowed(a: PDFObject | undefined, b: PDFObject | undefined): boolean {
    const { PDFArray: List } = this.#lib;
    const was = this.#resolve(a, 'old') ?? (this.#old.obj([]) as PDFArray);
    const now = this.#resolve(b, 'new');
    if (!(was instanceof List) || !(now instanceof List)) return false;
    const [before, after] = [was.asArray(), now.asArray()];
    if (before.some((one, i) => this.#canon(one) !== this.#canon(after[i]))) return false;
    for (const added of after.slice(before.length)) {
      const number = this.#numberOf(added);
      if (number === undefined || this.#old.lookup(added) !== undefined) return false;
      this.#listed.add(number);
    }
    return true;
  }

  #onlyMore(a: PDFObject | undefined, b: PDFObject | undefined): boolean {
    const [was, now] = [this.#resolve(a, 'old'), this.#resolve(b, 'new')];
    if (was === undefined) return true;
    const { PDFDict: Dict } = this.#lib;
    if (!(was instanceof Dict) || !(now instanceof Dict)) return this.#canon(was) === this.#canon(now);
    return was.keys().every((key) => this.#onlyMore(was.get(key), now.get(key)));
  }

  #same(
    was: PDFDict,
    now: PDFDict,
    may: Readonly<Record<string, (a: PDFObject | undefined, b: PDFObject | undefined) => boolean>>,
  ): boolean {
    const keys = new Set([...was.keys(), ...now.keys()]);
    return [...keys].every((key) => {
      const [a, b] = [was.get(key), now.get(key)];
      const rule = Object.hasOwn(may, key.decodeText()) ? may[key.decodeText()] : undefined;
      // Also where the reference is the same: the list behind it may have grown.
      if (rule && key.decodeText() !== 'Perms') return this.#canon(a) === this.#canon(b) || rule(a, b);
      return this.#canon(a) === this.#canon(b) || (rule?.(a, b) ?? false);
    });
  }

  #signature(root: number) {
    const catalog = this.#resolve(this.#lib.PDFRef.of(root), 'new');
    if (!(catalog instanceof this.#lib.PDFDict)) return this.#no('no-signature');
    const values = new Map<string, PDFObject>();
    for (const number of [...this.#listed, ...this.#filled]) {
      const widget = this.#update.objects.get(number);
      if (!(widget instanceof this.#lib.PDFDict)) return this.#no('other-change');
      const field = this.#fieldOf(widget);
      if (!field) return this.#no('other-change');
      const value = field.get(this.#name('V'));
      if (value !== undefined) values.set(this.#canon(value), value);
    }
    if (values.size > 1) return this.#no('several-signatures');
    const [value] = values.values();
    const number = this.#numberOf(value);
    if (value === undefined || number === undefined) return this.#no('no-signature');
    const dict = this.#update.objects.get(number);
    const place = this.#update.places.get(number);
    if (!(dict instanceof this.#lib.PDFDict) || !place) return this.#no('no-signature');
    // Listed among the annotations of a page only, no reader would call it a signature.
    if (!this.#isInForm(catalog, number)) return this.#no('no-signature');
    const perms = this.#resolve(catalog.get(this.#name('Perms')), 'new');
    const had = this.#resolve(this.#catalog(root)?.get(this.#name('Perms')), 'old');
    if (had === undefined && perms instanceof this.#lib.PDFDict) {
      const ours = perms.keys().every((key) => this.#numberOf(perms.get(key)) === number);
      if (!ours) return this.#no('other-change');
    }
    return { ok: true as const, added: { dict, place } };
  }

  /** The signature field that a widget belongs to: itself, or its parent. */
  #fieldOf(widget: PDFDict): PDFDict | undefined {
    const isField = (dict: PDFDict) => dict.get(this.#name('FT')) === this.#name('Sig');
    const subtype = widget.get(this.#name('Subtype'));
    if (isField(widget)) return widget;
    if (subtype !== this.#name('Widget')) return undefined;
    const parent = this.#resolve(widget.get(this.#name('Parent')), 'new');
    return parent instanceof this.#lib.PDFDict && isField(parent) ? parent : undefined;
  }

  #isInForm(catalog: PDFDict, signature: number): boolean {
    const form = this.#resolve(catalog.get(this.#name('AcroForm')), 'new');
    if (!(form instanceof this.#lib.PDFDict)) return false;
    const fields = this.#resolve(form.get(this.#name('Fields')), 'new');
    if (!(fields instanceof this.#lib.PDFArray)) return false;
    return fields.asArray().some((one) => {
      const field = this.#resolve(one, 'new');
      return field instanceof this.#lib.PDFDict && this.#numberOf(field.get(this.#name('V'))) === signature;
    });
  }

  #catalog(root: number): PDFDict | undefined {
    const catalog = this.#old.lookup(this.#lib.PDFRef.of(root));
    return catalog instanceof this.#lib.PDFDict ? catalog : undefined;
  }

  #formNumber(root: number): number | undefined {
    return this.#numberOf(this.#catalog(root)?.get(this.#name('AcroForm')));
  }

  /** Lists of their own object that may grow: the fields of the form, the annotations of a page. */
  #growingLists(root: number): ReadonlySet<number> {
    const lists = new Set<number>();
    const add = (object: PDFObject | undefined) => {
      const number = this.#numberOf(object);
      if (number !== undefined) lists.add(number);
    };
    const form = this.#resolve(this.#catalog(root)?.get(this.#name('AcroForm')), 'old');
    if (form instanceof this.#lib.PDFDict) add(form.get(this.#name('Fields')));
    for (const page of this.#pages) {
      const dict = this.#old.lookup(this.#lib.PDFRef.of(page));
      if (dict instanceof this.#lib.PDFDict) add(dict.get(this.#name('Annots')));
    }
    return lists;
  }

  #danglingRefs(): ReadonlySet<number> {
    const named = new Set<number>();
    const visit = (object: PDFObject | undefined): void => {
      const number = this.#numberOf(object);
      if (number !== undefined) named.add(number);
      else if (object instanceof this.#lib.PDFDict) for (const value of object.values()) visit(value);
      else if (object instanceof this.#lib.PDFArray) for (const value of object.asArray()) visit(value);
      else if (object instanceof this.#lib.PDFStream) visit(object.dict);
    };
    for (const [, object] of this.#old.enumerateIndirectObjects()) visit(object);
    return new Set([...named].filter((number) => !this.#old.lookup(this.#lib.PDFRef.of(number))));
  }

  #resolve(object: PDFObject | undefined, as: 'old' | 'new'): PDFObject | undefined {
    const number = this.#numberOf(object);
    if (number === undefined) return object;
    const now = as === 'new' ? this.#update.objects.get(number) : undefined;
    return now ?? this.#old.lookup(object as PDFRef);
  }

  #numberOf(object: PDFObject | undefined): number | undefined {
    return object instanceof this.#lib.PDFRef ? object.objectNumber : undefined;
  }

  /** Writes an object as one text in which the order of a dictionary's keys does not show. */
  #canon(object: PDFObject | undefined): string {
    if (object === undefined) return '';
    const { PDFDict: Dict, PDFArray: List, PDFStream: Stream } = this.#lib;
    if (object instanceof Dict) {
      const entries = object.entries().map(([key, value]) => `${key.toString()} ${this.#canon(value)}`);
      return `<<${entries.sort().join(' ')}>>`;
    }
    if (object instanceof List)
      return `[${object
        .asArray()
        .map((one) => this.#canon(one))
        .join(' ')}]`;
    if (object instanceof Stream) {
      const hash = createHash('sha256').update(object.getContents()).digest('hex');
      return `stream ${this.#canon(object.dict)} ${hash}`;
    }
    return object.toString();
  }

  #name(text: string) {
    return this.#lib.PDFName.of(text);
  }

  #no(fault: UpdateFault) {
    return { ok: false as const, fault };
  }
}
