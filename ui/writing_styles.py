"""Style of everything that has to do with letters of ours: the composer, the outbox, undo."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.theme import Colours


def writing_styles(colours: "Colours") -> str:
    """Replies have the colour of our own letters; what is never sent has another (notes)."""
    c = colours
    return f"""
    QSplitter#letters_and_answer::handle {{ background: {c.ground};
        border-top: 1px solid {c.line}; }}
    QSplitter#letters_and_answer::handle:hover {{ background: {c.selected}; }}
    QFrame#composer {{ background: {c.ours}; border: none; border-top: 2px solid {c.accent}; }}
    QWidget#composer_window {{ background: {c.ours}; }}
    QFrame#composer QLabel#composer_title {{ font-weight: 600; color: {c.accent}; }}
    QFrame#composer QTextEdit {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 6px; padding: 6px 8px; selection-background-color: {c.accent};
        selection-color: {c.on_accent}; }}
    QFrame#composer QTextEdit:focus {{ border-color: {c.accent}; }}
    QFrame#composer QLineEdit {{ background: {c.surface}; }}
    QFrame#composer QLineEdit[field="recipient"] {{ background: transparent; border: none;
        padding: 3px 4px; }}
    QWidget[field="recipients"] {{ background: transparent; }}
    QFrame#composer QToolButton {{ padding: 4px 6px; }}
    QFrame#composer QToolButton:checked {{ padding: 3px 5px; }}
    QFrame#composer QPushButton#send {{ background: {c.accent}; color: {c.on_accent};
        border-color: {c.accent}; font-weight: 600; }}
    QFrame#composer QPushButton#send:focus {{ border: 2px solid {c.text}; padding: 5px 13px; }}
    QFrame#composer QPushButton:disabled {{ background: {c.hover}; color: {c.muted};
        border-color: {c.line}; }}
    QToolButton#send_more::menu-indicator {{ image: none; width: 0; }}
    QFrame#composer QToolButton#send_more {{ border-color: {c.line}; background: {c.surface};
        padding: 6px 8px; }}
    QFrame#recipient, QFrame#draft_file {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 11px; }}
    QFrame#draft_file {{ border-radius: 6px; }}
    QFrame#recipient:focus, QFrame#draft_file:focus {{ border-color: {c.accent}; }}
    QFrame#recipient QLabel#recipient_address {{ color: {c.muted}; }}
    QFrame#recipient[mark="stranger"], QFrame#recipient[mark="foreign"] {{
        background: {c.notice}; border-color: {c.notice_line}; }}
    QFrame#recipient[mark="stranger"] QLabel, QFrame#recipient[mark="foreign"] QLabel,
    QFrame#recipient[mark="stranger"] QLabel#recipient_address,
    QFrame#recipient[mark="foreign"] QLabel#recipient_address {{ color: {c.notice_text}; }}
    QFrame#recipient[mark="foreign"] QLabel {{ font-weight: 600; }}
    QFrame#recipient[mark="wrong"] {{ background: {c.danger_ground}; border-color: {c.danger}; }}
    QFrame#recipient[mark="wrong"] QLabel#recipient_address {{ color: {c.danger}; }}
    QToolButton#recipient_remove, QToolButton#draft_file_remove {{ padding: 0 5px;
        border: none; color: {c.muted}; }}
    QToolButton#recipient_remove:hover, QToolButton#draft_file_remove:hover {{
        color: {c.danger}; background: transparent; }}
    QListWidget#recipient_offers {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 6px; padding: 2px; }}
    QListWidget#recipient_offers::item {{ padding: 4px 8px; }}
    QListWidget#recipient_offers::item:selected {{ background: {c.selected}; color: {c.text}; }}
    QFrame#composer QPlainTextEdit#quote_text {{ color: {c.muted}; background: {c.ours}; }}
    QFrame#quote_below QToolButton#quote_fold {{ color: {c.muted}; text-align: left; }}
    QFrame#quote_below QToolButton#quote_fold:checked {{ background: transparent;
        border: 1px solid transparent; padding: 4px 6px; }}
    QFrame#quote_below QToolButton#quote_fold:focus {{ border-color: {c.accent}; }}
    QFrame#quote_below QPushButton {{ padding: 3px 10px; background: transparent; }}
    QFrame[role="notice"] {{ background: {c.notice}; border: 1px solid {c.notice_line};
        border-radius: 6px; }}
    QFrame[role="notice"] QLabel {{ color: {c.notice_text}; }}
    QFrame[role="quiet"] QLabel {{ color: {c.muted}; }}
    QFrame[role="notice"] QPushButton, QFrame[role="quiet"] QPushButton {{ padding: 3px 10px; }}
    QFrame#template_picker {{ background: {c.surface}; border: 1px solid {c.line}; }}
    QListWidget#template_list {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 6px; outline: none; padding: 2px; }}
    QListWidget#template_list::item {{ padding: 4px 6px; border-radius: 4px; }}
    QListWidget#template_list::item:selected {{ background: {c.selected}; color: {c.text}; }}
    QFrame#gate {{ background: {c.notice}; border: 1px solid {c.notice_line};
        border-radius: 6px; }}
    QScrollArea#gate_scroll, QWidget#gate_lines {{ background: transparent; }}
    QFrame#gate:focus {{ border-color: {c.accent}; }}
    QFrame#gate QLabel {{ color: {c.notice_text}; }}
    QFrame#gate QLabel#gate_title {{ font-weight: 600; }}
    QFrame#gate QPushButton {{ padding: 3px 10px; }}
    QFrame#gate[hard="true"] {{ background: {c.danger_ground}; border-color: {c.danger}; }}
    QFrame#gate[hard="true"] QLabel {{ color: {c.text}; }}
    QFrame#gate QLabel[hard="true"], QFrame#gate[hard="true"] QLabel#gate_title {{
        color: {c.danger}; font-weight: 600; }}
    QFrame#send_bar {{ background: {c.text}; border: none; }}
    QFrame#send_bar QLabel {{ color: {c.surface}; }}
    QFrame#send_bar QProgressBar {{ background: {c.muted}; }}
    QFrame#send_bar QPushButton {{ background: transparent; color: {c.surface};
        border-color: {c.muted}; padding: 4px 12px; }}
    QFrame#send_bar QPushButton:hover {{ background: {c.muted}; }}
    QFrame#send_bar QPushButton:focus {{ border: 2px solid {c.surface}; padding: 3px 11px; }}
    QDialog#outbox, QWidget#outbox_column {{ background: {c.ground}; }}
    QFrame#outbox_card {{ background: {c.surface}; border: 1px solid {c.line};
        border-radius: 8px; }}
    QFrame#outbox_card[tone="failed"] {{ border-color: {c.danger};
        background: {c.danger_ground}; }}
    QFrame#outbox_card[tone="asks"] {{ border-color: {c.notice_line};
        background: {c.notice}; }}
    QFrame#outbox_card[tone="asks"] QLabel#outbox_detail,
    QFrame#outbox_card[tone="asks"] QLabel#outbox_people {{ color: {c.notice_text}; }}
    QFrame#outbox_card[tone="failed"] QLabel#outbox_people {{ color: {c.text}; }}
    QLabel[role="asks"] {{ color: {c.notice_text}; font-weight: 600; }}
    QFrame#outbox_card QLabel[role="danger"] {{ font-weight: 600; }}
    QFrame#outbox_card QPushButton {{ padding: 4px 12px; }}
    QToolButton#sidebar_outbox {{ text-align: left; padding: 6px 16px; border: none;
        border-radius: 0; }}
    QToolButton#sidebar_outbox[failed="true"] {{ color: {c.danger}; font-weight: 600; }}
    """
