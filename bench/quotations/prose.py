"""The sentences that a newsroom sets around quotations, in each language."""

import random
import re
from dataclasses import dataclass
from datetime import date

from bench.quotations import signs


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold one language's sentences: with a quotation `{q}` and a speaker `{s}`, with neither, and short ones.

    `{d}` is the day of the speech, `{n}` a number.
    """

    said: tuple[str, ...]
    told: tuple[str, ...]
    titles: tuple[str, ...]
    headings: tuple[str, ...]
    scare: tuple[str, ...]
    note: tuple[str, ...]
    speakers: tuple[str, ...]


PROSE = {
    "en": Prose(
        said=(
            "{s} said: {q}", "According to {s}, {q}.", "{q}, {s} told reporters.", "He went on: {q}",
            "{s} spoke of {q} and left the hall soon after.", "Asked about it twice, {s} answered, {q}",
            "The statement ends with the words {q}.", "\u201cYes,\u201d {s} replied; then: {q}",
            "It was {q} that the listeners remembered most.", "As {s} put it – {q} – nothing else needs to be said.",
        ),
        told=(
            "The recording was made on {d} and lasts {n} minutes.", "The desk listened to all of it twice.",
            "{s} spoke without notes; the hall was full.", "Nobody asked a question, and the meeting didn't last long.",
            "The farmers' delegation left before the end.",
            "Parts of the speech are hard to understand, as a machine ran nearby.",
            "The broadcaster carried the speech on {d}, with an introduction of its own.",
        ),
        titles=("{s}: {q}", "{s} on the matter: {q}", "What {s} said: {q}"),
        headings=("What was said", "The answer to the critics", "{q}", "{s}: {q}", "After the speech"),
        scare=("so-called {q} talks", "the {q} question", "what critics call the {q} way"),
        note=("Full speech, recording of the hall", "Evening bulletin", "Report of the commission, p. {n}"),
        speakers=("Leila Haddad", "The Minister of Water", "John O'Neill", "Ms. Weiss", "Prof. Arif Demir"),
    ),
    "fa": Prose(
        said=("{s} گفت: {q}", "به گفتهٔ {s}، {q}.", "او افزود: {q}", "{q}؛ این را {s} گفت.",
              "سخن او با {q} پایان یافت."),
        told=("این سخنرانی در {d} ضبط شد.", "میز ترجمه همهٔ آن را دو بار شنید.", "تالار پر بود و کسی چیزی نپرسید."),
        titles=("{s}: {q}",),
        headings=("آنچه گفته شد", "{q}", "{s}: {q}"),
        scare=("به اصطلاح {q}",),
        note=("متن کامل سخنرانی", "گزارش کمیسیون، ص {n}"),
        speakers=("لیلا حداد", "وزیر نیرو", "آقای کریمی"),
    ),
    "ar": Prose(
        said=("قال {s}: {q}", "وبحسب {s}، {q}.", "وأضاف: {q}", "وختم {s} كلامه بالقول {q}."),
        told=("سُجل الخطاب في {d}.", "كانت القاعة ممتلئة، ولم يسأل أحد شيئا.", "استمع المحررون إلى التسجيل مرتين."),
        titles=("{s}: {q}",),
        headings=("ما قيل", "{q}", "{s}: {q}"),
        scare=("ما يسمى {q}",),
        note=("النص الكامل للخطاب", "تقرير اللجنة، ص {n}"),
        speakers=("ليلى حداد", "وزير المياه", "السيد منصور"),
    ),
    "fr": Prose(
        said=("{s} a déclaré : {q}", "Selon {s}, {q}.", "{q}, a répondu {s}.", "Et d'ajouter : {q}"),
        told=("L'enregistrement date du {d}.", "La salle était pleine ; l'assemblée s'est vite dispersée.",
              "La rédaction l'a écouté deux fois."),
        titles=("{s} : {q}",),
        headings=("Ce qui a été dit", "{q}", "{s} : {q}"),
        scare=("les soi-disant {q}",),
        note=("Discours intégral", "Rapport de la commission, p. {n}"),
        speakers=("Hélène Dupont", "Le ministre de l'Eau", "M. Lefèvre"),
    ),
    "es": Prose(
        said=("{s} dijo: {q}", "Según {s}, {q}.", "{q}, respondió {s}.", "Y añadió: {q}"),
        told=("La grabación es del {d}.", "La sala estaba llena y la reunión duró poco.",
              "La redacción la escuchó dos veces."),
        titles=("{s}: {q}",),
        headings=("Lo que se dijo", "{q}", "{s}: {q}"),
        scare=("los llamados {q}",),
        note=("Discurso completo", "Informe de la comisión, pág. {n}"),
        speakers=("Lucía Ortega", "El ministro del Agua", "La señora Ibáñez"),
    ),
    "ru": Prose(
        said=("{s} сказал: {q}", "По словам {s}, {q}.", "{q}, – ответил {s}.", "Затем прозвучало: {q}"),
        told=("Запись сделана {d}.", "Зал был полон, вопросов никто задавать не стал.",
              "Редакция прослушала её дважды."),
        titles=("{s}: {q}",),
        headings=("Что было сказано", "{q}", "{s}: {q}"),
        scare=("так называемые {q}",),
        note=("Полный текст речи", "Доклад комиссии, с. {n}"),
        speakers=("Анна Волкова", "Министр водного хозяйства", "Пётр Ильин"),
    ),
    "tr": Prose(
        said=("{s} şöyle dedi: {q}", "{s} konuştu: {q}.", "{q} diye yanıtladı {s}.", "Sözlerini şöyle sürdürdü: {q}"),
        told=("Kayıt {d} tarihini taşıyor.", "Salon doluydu, toplantı kısa sürdü.", "Masa kaydı iki kez dinledi."),
        titles=("{s}: {q}",),
        headings=("Söylenenler", "{q}", "{s}: {q}"),
        scare=("sözde {q}",),
        note=("Konuşmanın tamamı", "Komisyon raporu, s. {n}"),
        speakers=("Ayşe Demir", "Su İşleri Bakanı", "Bay Yıldız"),
    ),
    "he": Prose(
        said=("{s} אמר: {q}", "לדברי {s}, {q}.", "{q}, השיב {s}.", "והוסיף: {q}"),
        told=("ההקלטה נעשתה ב־{d}.", "האולם היה מלא והפגישה הייתה קצרה.", "המערכת האזינה לה פעמיים."),
        titles=("{s}: {q}",),
        headings=("מה נאמר", "{q}", "{s}: {q}"),
        scare=("מה שמכונה {q}",),
        note=("הנאום המלא", "דוח הוועדה, עמ' {n}"),
        speakers=("נועה לוי", "שר המים", 'מנכ"ל החברה'),
    ),
    "ur": Prose(
        said=("{s} نے کہا: {q}", "{s} کے مطابق {q}۔", "انہوں نے مزید کہا: {q}"),
        told=("یہ ریکارڈنگ {d} کی ہے۔", "ہال بھرا ہوا تھا۔", "ادارے نے اسے دو بار سنا۔"),
        titles=("{s}: {q}",),
        headings=("جو کہا گیا", "{q}", "{s}: {q}"),
        scare=("نام نہاد {q}",),
        note=("مکمل تقریر", "کمیشن کی رپورٹ، ص {n}"),
        speakers=("لیلیٰ حداد", "وزیر آب", "جناب کریم"),
    ),
}  # fmt: skip


def day_written(day: date, language: str, *, weekday: bool) -> str:
    """Return a day as the language writes it, with its weekday or without."""
    from babel.dates import format_date

    return str(format_date(day, "full" if weekday else "long", locale=language))


def filled(chance: random.Random, sentence: str, *, speaker: str, quoted: str = "", day: str = "") -> str:
    """Return a sentence with its speaker, quotation, day and a number."""
    return sentence.format(s=speaker, q=quoted, d=day, n=chance.randint(3, 90))


def said(chance: random.Random, language: str, speaker: str, quoted: str) -> str:
    """Return a sentence that quotes, ended by a full stop where neither it nor the quotation ends it."""
    template = chance.choice(PROSE[language].said)
    sentence = filled(chance, template, speaker=speaker, quoted=quoted)
    if not template.endswith("{q}") or re.search(r"[.!?؟۔]\W{0,3}(?:" + signs.PIN_TARGET + "|$)", quoted):
        return sentence
    return sentence + ("۔" if language == "ur" else ".")
