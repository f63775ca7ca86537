// Trains the small tokenizer files in tests/Inference.Tests/Tokenization/Data: node train-tokenizers.mjs
// The same words, counts and ties every time, so running it again changes nothing.
import { writeFileSync } from 'node:fs';

const words = `the of and to in is it you that he was for on are with as his they be at one have this from or had by hot word but what some we can
out other were all there when up use your how said an each she which do their time if will way about many then them write would like so these her long
make thing see him two has look more day could go come did number sound no most people my over know water than call first who may down side been now
find any new work part take get place made live where after back little only round man year came show every good me give our under name very through just
form sentence great think say help low line differ turn cause much mean before move right boy old too same tell does set three want air well also play
small end put home read hand port large spell add even land here must big high such follow act why ask men change went light kind off need house picture
try us again animal point mother world near build self earth father head stand own page should country found answer school grow study still learn plant
cover food sun four between state keep eye never last let thought city tree cross farm hard start might story saw far sea draw left late run while press
close night real life few north open seem together next white children begin got walk example ease paper group always music those both mark often letter
until mile river car feet care second book carry took science eat room friend began idea fish mountain stop once base hear horse cut sure watch color face
tokenizer tokenizers encoding decoding unknown normalization running runner walked walking walks talked talking talks played player playing plays
straße über größe schön müde käse fürchten können müssen mädchen Bücher Häuser Äpfel Übung Öl
café naïve élève garçon où être forêt français déjà voilà château crème brûlée œuvre cœur
žluťoučký kůň příliš úpěl ďábelské ódy řeka město člověk děti dům škola
niño mañana año señor corazón canción también está más qué cómo cuándo
привет мир как дела хорошо сегодня завтра человек время город язык слово книга
γειά σου κόσμε λόγος άνθρωπος ημέρα σήμερα
日本 日本語 東京 大阪 漢字 言語 学校 先生 学生 今日 明日 世界 中国 北京 你好 谢谢 世界你好 人工智能 模型 语言
こんにちは ありがとう さようなら ひらがな カタカナ テスト モデル トークン
한국어 안녕하세요 세계 사람 학교 오늘
مرحبا بالعالم اللغة العربية كتاب
नमस्ते दुनिया हिन्दी भाषा
0 1 2 3 4 5 6 7 8 9 10 12 20 42 100 1000 2024 3.14 50% $5 €7 a b c d e f g h i j k l m n o p q r s t u v w x y z
A B C D E F G H I J K L M N O P Q R S T U V W X Y Z . , ! ? ; : - _ ( ) [ ] { } < > / \\ | @ # & * + = ~ " ' ... -- => == != <= >= && || // /*
function return const var let class public static void int string null true false import export async await new for while if else switch case
😀 😂 ❤ 👍 🎉`.split(/\s+/);

// A word's count falls with its place, as in text.
const counts = new Map();
words.forEach((word, i) => counts.set(word, (counts.get(word) ?? 0) + 5 + Math.floor(4000 / (i + 10))));

// Joins the most frequent pair, the first in code-unit order of equals, until `size` joins are made.
function trainPairs(entries, size, join) {
  const merges = [];
  while (merges.length < size) {
    const pairs = new Map();
    for (const { parts, count } of entries) {
      for (let i = 0; i + 1 < parts.length; i++) {
        const key = `${parts[i]} ${parts[i + 1]}`;
        pairs.set(key, (pairs.get(key) ?? 0) + count);
      }
    }

    let best = null;
    for (const [key, count] of pairs) {
      if (count > 1 && (!best || count > best.count || (count === best.count && key < best.key))) best = { key, count };
    }

    if (!best) break;
    const [left, right] = best.key.split(' ');
    const joined = join(left, right);
    merges.push([left, right, joined]);
    for (const { parts } of entries) {
      for (let i = 0; i + 1 < parts.length; i++) {
        if (parts[i] === left && parts[i + 1] === right) parts.splice(i, 2, joined);
      }
    }
  }

  return merges;
}

const added = (content, id, more = {}) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...more });
const index = (tokens) => Object.fromEntries([...new Set(tokens)].map((token, i) => [token, i]));
const save = (name, file) => writeFileSync(new URL(`../Inference.Tests/Tokenization/Data/${name}`, import.meta.url), JSON.stringify({ version: '1.0', truncation: null, padding: null, ...file }) + '\n');
const special = (id, token) => ({ id: token, ids: [id], tokens: [token] });

// As Llama 2 and Mistral have it. Some characters are left to the bytes.
function trainSentencePieceBpe() {
  const entries = [...counts].map(([word, count]) => ({ parts: [...`▁${word}`], count }));
  const characters = [...new Set(entries.flatMap((entry) => entry.parts))].filter((c) => c < '\u3040' || c >= '\u4e00').filter((c) => c < '\uac00').sort();
  const known = entries.filter((entry) => entry.parts.every((c) => characters.includes(c)));
  const merges = trainPairs([...known, { parts: ['▁', '▁'], count: 90 }, { parts: ['▁', '▁', '▁', '▁'], count: 60 }], 700, (a, b) => a + b);
  const bytes = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`);
  const vocab = index(['<unk>', '<s>', '</s>', ...bytes, ...characters, ...merges.map((merge) => merge[2])]);
  save('sentencepiece-bpe.json', {
    added_tokens: [added('<unk>', 0), added('<s>', 1), added('</s>', 2)],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, { type: 'Replace', pattern: { String: ' ' }, content: '▁' }] },
    pre_tokenizer: null,
    post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }], special_tokens: { '<s>': special(1, '<s>') } },
    decoder: { type: 'Sequence', decoders: [{ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }] },
    model: { type: 'BPE', dropout: null, unk_token: '<unk>', continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: true, byte_fallback: true, ignore_merges: false,
      vocab, merges: merges.map(([left, right]) => `${left} ${right}`) },
  });
}

// As BERT has it.
function trainWordPiece() {
  const normalized = (word) => word.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '');
  const pieces = [...counts].flatMap(([word, count]) => (normalized(word).match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]/gu) ?? []).map((piece) => ({ piece, count })));
  const entries = pieces.filter(({ piece }) => !/[\u4e00-\u9fff]/.test(piece)).map(({ piece, count }) => ({ parts: [...piece].map((c, i) => (i ? `##${c}` : c)), count }));
  const characters = [...new Set([...entries.flatMap((entry) => entry.parts), ...pieces.flatMap(({ piece }) => [...piece]).filter((c) => /[\u4e00-\u9fff]/.test(c))])].sort();
  const merges = trainPairs(entries, 700, (a, b) => a + b.slice(2));
  const vocab = index(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...characters, ...merges.map((merge) => merge[2])]);
  save('wordpiece.json', {
    added_tokens: [added('[PAD]', 0), added('[UNK]', 1), added('[CLS]', 2), added('[SEP]', 3), added('[MASK]', 4, { lstrip: true })],
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }], special_tokens: { '[CLS]': special(2, '[CLS]'), '[SEP]': special(3, '[SEP]') } },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab },
  });
}

// As T5 and XLM-R have it: likely pieces by counting best cuts again and again, dropping the least used.
function trainUnigram() {
  const entries = [...counts].map(([word, count]) => ({ chars: [...`▁${word.normalize('NFKC')}`], count })).filter(({ chars }) => !chars.some((c) => c >= '\uac00' && c <= '\ud7a3'));
  const weights = new Map();
  for (const { chars, count } of entries) {
    for (let start = 0; start < chars.length; start++) {
      for (let end = start + 1; end <= Math.min(chars.length, start + 10); end++) {
        const piece = chars.slice(start, end).join('');
        weights.set(piece, (weights.get(piece) ?? 0) + count * (end - start));
      }
    }
  }

  const characters = new Set(entries.flatMap(({ chars }) => chars));
  let scores = new Map();
  const rescore = (from, size) => {
    const kept = [...from].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, size);
    const all = new Map(kept);
    for (const c of characters) all.set(c, (all.get(c) ?? 0) + 0.5);
    const total = Math.log([...all.values()].reduce((a, b) => a + b, 0));
    scores = new Map([...all].map(([piece, weight]) => [piece, Math.log(weight) - total]));
  };
  rescore([...weights].filter(([, weight]) => weight > 20), 4000);
  for (const size of [3000, 2200, 1600, 1200, 1000, 1000]) {
    const used = new Map();
    for (const { chars, count } of entries) {
      const best = [{ score: 0 }];
      for (let end = 1; end <= chars.length; end++) {
        for (let start = Math.max(0, end - 10); start < end; start++) {
          const piece = chars.slice(start, end).join('');
          if (scores.has(piece) && best[start] && (!best[end] || best[start].score + scores.get(piece) > best[end].score)) best[end] = { score: best[start].score + scores.get(piece), start, piece };
        }
      }

      for (let end = chars.length; end > 0; end = best[end].start) used.set(best[end].piece, (used.get(best[end].piece) ?? 0) + count);
    }

    rescore(used, size);
  }

  const vocab = [['<s>', 0], ['<pad>', 0], ['</s>', 0], ['<unk>', 0], ...[...scores].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([piece, score]) => [piece, Number(score.toFixed(6))]), ['<mask>', 0]];
  save('unigram.json', {
    added_tokens: [added('<s>', 0), added('<pad>', 1), added('</s>', 2), added('<unk>', 3), added('<mask>', vocab.length - 1, { lstrip: true })],
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFKC' }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }] },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }], special_tokens: { '<s>': special(0, '<s>'), '</s>': special(2, '</s>') } },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: { type: 'Unigram', unk_id: 3, byte_fallback: false, vocab },
  });
}

trainSentencePieceBpe();
trainWordPiece();
trainUnigram();
