"""The communication kit: letter, flyer, cards, poster, mails, texts and images with a partner's own links."""
