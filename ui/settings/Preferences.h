// SPDX-FileCopyrightText: Tributary contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <optional>

namespace tributary {

class JsonFile;

/// What a person has set about runs, keeping and starting. Theme and text size belong to the theme controller.
struct PreferenceValues
{
    bool restoresSession = true;
    bool keepsRecentFiles = true;
    bool usesCache = true;
    /// nullopt: answers stay until room is needed.
    std::optional<int> cacheDays = 30;
    double askAboveUsd = 0.50;
    int minimumAnswers = 2;
    /// Of presets that are loaded from now on.
    bool hedges = false;
    /// nullopt: runs are kept for ever.
    std::optional<int> keepRunsDays;

    bool operator==(const PreferenceValues &) const = default;
};

/// The values with the file that keeps them. A value that is missing or of the wrong kind is the default one.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// The file must outlive this.
    explicit Preferences(JsonFile &file, QObject *parent = nullptr);

    [[nodiscard]] const PreferenceValues &values() const { return m_values; }

    /// Keeps them at once.
    void set(const PreferenceValues &values);

Q_SIGNALS:
    void changed();
    /// They hold until the program ends; one sentence says why not longer.
    void notSaved(const QString &message);

private:
    JsonFile &m_file;
    PreferenceValues m_values;
};

} // namespace tributary
